package dev.cistern.lab.recording;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;

/** What a recording tells of the machine, the JVM and the program it was made in. */
final class FlightMachine {
    private static final Pattern VERSION = Pattern.compile("\\((\\d[^)]*)\\) for ");

    private final Map<String, String> properties = new HashMap<>();
    private int processors;
    private int containerProcessors;
    private String jvm = "";
    private String jvmArguments = "";
    private String javaCommand = "";
    private String collector = "";
    private long pid;

    void accept(String kind, RecordedEvent event) {
        switch (kind) {
            case "jdk.CPUInformation" -> processors = event.getInt("hwThreads");
            case "jdk.ContainerConfiguration" -> containerProcessors = (int) event.getLong("effectiveCpuCount");
            case "jdk.GCConfiguration" -> collector = collector(event);
            case "jdk.InitialSystemProperty" -> properties.put(event.getString("key"), text(event, "value"));
            case "jdk.JVMInformation" -> {
                jvm = text(event, "jvmName") + " " + shortVersion(text(event, "jvmVersion"));
                jvmArguments = text(event, "jvmArguments");
                javaCommand = text(event, "javaArguments");
                pid = event.hasField("pid") ? event.getLong("pid") : 0;
            }
            default -> {} // an event that somebody else's settings recorded
        }
    }

    /** The number in {@code OpenJDK 64-Bit Server VM (25.0.3+9-LTS) for linux-amd64 JRE …, built on …}. */
    private static String shortVersion(String version) {
        Matcher number = VERSION.matcher(version);
        return number.find() ? number.group(1) : version;
    }

    private static String collector(RecordedEvent event) {
        String young = CollectorNames.collector(text(event, "youngCollector"));
        return young.isEmpty() ? CollectorNames.collector(text(event, "oldCollector")) : young;
    }

    private static String text(RecordedEvent event, String field) {
        String value = event.getString(field);
        return value == null ? "" : value;
    }

    /** The processors the JVM sees; 0 where unknown. */
    int cores() {
        return containerProcessors > 0 ? containerProcessors : processors;
    }

    /** The target as far as the recording tells; {@code collections} name the collector where nothing else does. */
    TargetFacts target(List<Collection> collections) {
        String named = collector;
        for (Collection collection : collections) {
            named = named.isEmpty() ? CollectorNames.collector(collection.collector()) : named;
        }
        String version = properties.getOrDefault("java.vm.specification.version", "");
        return new TargetFacts(
                pid,
                Jvms.mainClass(javaCommand),
                jvm.strip(),
                version.isEmpty() ? versionIn(jvm) : Jvms.featureVersion(version),
                named,
                cores(),
                classPath(),
                properties.getOrDefault("java.home", ""),
                VmArguments.split(jvmArguments));
    }

    /** Where the classes lie, as far as the paths in the recording exist here. */
    private List<String> classPath() {
        Properties recorded = new Properties();
        recorded.putAll(properties);
        return new TargetClassPath(recorded, new ProcessFacts(0))
                .entries().stream()
                        .filter(entry -> Files.exists(Path.of(entry)))
                        .toList();
    }

    /** The feature version that ends the JVM's name, as in {@code OpenJDK 64-Bit Server VM 25.0.3+9}. */
    private static int versionIn(String jvmAndVersion) {
        return Jvms.featureVersion(jvmAndVersion.substring(jvmAndVersion.lastIndexOf(' ') + 1));
    }
}
