package dev.cistern.lab.recording;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an attached JVM what it is. */
final class TargetProbe {
    private static final Pattern COLLECTOR_FLAG = Pattern.compile("-XX:\\+Use(\\w+?)GC\\b");
    private static final Pattern ARGUMENTS = Pattern.compile("(?m)^jvm_args: (.*)$");

    private TargetProbe() {}

    /** The facts, with the number of cores still unknown, since only a recording tells it. */
    static TargetFacts ask(TargetConnection target) throws IOException {
        Properties properties = target.systemProperties();
        int version = Jvms.featureVersion(properties.getProperty("java.specification.version", ""));
        if (version < Jvms.OLDEST) {
            throw Jvms.tooOld(target.pid(), properties.getProperty("java.version", "of unknown version"));
        }
        String commandLine = target.command("VM.command_line");
        Matcher arguments = ARGUMENTS.matcher(commandLine);
        return new TargetFacts(
                target.pid(),
                Jvms.mainClass(properties.getProperty("sun.java.command", "")),
                properties.getProperty("java.vm.name", "") + " " + properties.getProperty("java.vm.version", ""),
                version,
                collector(target.command("VM.flags")),
                0,
                new TargetClassPath(properties, new ProcessFacts(target.pid())).entries(),
                properties.getProperty("java.home", ""),
                arguments.find() ? VmArguments.split(arguments.group(1)) : List.of());
    }

    static String collector(String flags) {
        Matcher flag = COLLECTOR_FLAG.matcher(flags);
        while (flag.find()) {
            String name = CollectorNames.collector(flag.group(1));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }
}
