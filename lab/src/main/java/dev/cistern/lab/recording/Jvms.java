package dev.cistern.lab.recording;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.cistern.lab.LabException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the JVMs that can be observed; nothing here disturbs a process. */
public final class Jvms {
    static final int OLDEST = 17;

    private static final Pattern MODULE_AND_CLASS = Pattern.compile("\\w+(\\.\\w+)+/[\\w$]+(\\.[\\w$]+)+");

    private Jvms() {}

    /** {@return this user's JVMs that allow attaching, by process id, without the one that asks} */
    public static List<RunningJvm> list() {
        long self = ProcessHandle.current().pid();
        return VirtualMachine.list().stream()
                .filter(found -> isNumber(found.id()) && Long.parseLong(found.id()) != self)
                .map(Jvms::describe)
                .sorted(Comparator.comparingLong(RunningJvm::pid))
                .toList();
    }

    /**
     * The one JVM that a user means.
     *
     * @param wanted a process id, or the name of a main class or jar or a part of it, in any case
     * @return the JVM
     * @throws LabException.BadInput if there is no such process or name, if several have the name, or if the process
     *     is no JVM, another user's, older than 17 or does not allow attaching
     */
    public static RunningJvm find(String wanted) {
        String trimmed = wanted.strip();
        if (trimmed.isEmpty()) {
            throw new LabException.BadInput("a process id or a name is needed, but it was empty" + choices(list()));
        }
        RunningJvm found = isNumber(trimmed) ? byPid(trimmed) : byName(trimmed);
        if (found.javaVersion() != 0 && found.javaVersion() < OLDEST) {
            throw tooOld(found.pid(), Integer.toString(found.javaVersion()));
        }
        return found;
    }

    /**
     * Whether a process is still there. One that has ended is not, also where its parent has not yet waited for it.
     *
     * @param pid its process id
     * @return whether it runs
     */
    public static boolean isAlive(long pid) {
        return Liveness.isAlive(pid);
    }

    /**
     * Whether a process that did not answer is gone, or goes within three seconds: a JVM that ends stops answering before
     * it is gone. Blocks for as long.
     *
     * @param pid its process id
     * @return whether it is gone
     */
    public static boolean endsSoon(long pid) {
        return Liveness.endsSoon(pid);
    }

    /** Whether a process is a JVM that is through with starting; one that is not yet could be ended by an attach. */
    static boolean isReady(long pid) {
        PerfCounters counters = PerfCounters.read(PerfCounters.file(pid));
        return counters.isEmpty()
                ? new ProcessFacts(pid).hasJvm().orElse(false)
                        && new ProcessFacts(pid).catchesQuit().orElse(false)
                : !counters.text("sun.rt.jvmCapabilities").isEmpty();
    }

    static LabException.BadInput tooOld(long pid, String version) {
        return new LabException.BadInput("the JVM " + pid + " is a Java " + version + ", but Cistern observes Java "
                + OLDEST + " and newer; run the program on a newer JVM");
    }

    private static RunningJvm byPid(String digits) {
        long pid = parsePid(digits);
        if (pid == ProcessHandle.current().pid()) {
            throw new LabException.BadInput(
                    "the process " + pid + " is Cistern itself; name another" + choices(list()));
        }
        ProcessHandle process = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .orElseThrow(
                        () -> new LabException.BadInput("there is no process with the id " + pid + choices(list())));
        checkOwner(process);
        for (RunningJvm jvm : list()) {
            if (jvm.pid() == pid) {
                return jvm;
            }
        }
        if (!new ProcessFacts(pid).hasJvm().orElse(false)) {
            throw new LabException.BadInput("the process " + pid + " ("
                    + process.info().command().orElse("unknown program") + ") is not a JVM" + choices(list()));
        }
        return new RunningJvm(pid, "", 0, ""); // a JVM without published counters, or in a container
    }

    private static long parsePid(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new LabException.BadInput("there is no process with the id " + digits + choices(list()), e);
        }
    }

    private static void checkOwner(ProcessHandle process) {
        String self = ProcessHandle.current().info().user().orElse("");
        String owner = process.info().user().orElse("");
        if (!owner.isEmpty() && !self.isEmpty() && !owner.equals(self)) {
            throw new LabException.BadInput("the process " + process.pid() + " belongs to the user " + owner
                    + ", but Cistern runs as " + self + "; run it as " + owner + " (sudo -u " + owner + " cistern …)");
        }
    }

    private static RunningJvm byName(String name) {
        List<RunningJvm> all = list();
        String lower = name.toLowerCase(Locale.ROOT);
        List<RunningJvm> exact = all.stream()
                .filter(jvm -> jvm.mainClass().equals(name)
                        || simpleName(jvm.mainClass()).equals(name))
                .toList();
        List<RunningJvm> matches = !exact.isEmpty()
                ? exact
                : all.stream()
                        .filter(jvm -> jvm.mainClass().toLowerCase(Locale.ROOT).contains(lower))
                        .toList();
        if (matches.isEmpty()) {
            throw new LabException.BadInput("no JVM of this user has \"" + name + "\" in its name" + choices(all));
        }
        if (matches.size() > 1) {
            throw new LabException.BadInput(
                    "\"" + name + "\" fits " + matches.size() + " JVMs; give the process id" + choices(matches));
        }
        return matches.getFirst();
    }

    private static String choices(List<RunningJvm> jvms) {
        if (jvms.isEmpty()) {
            return "; this user runs no JVM that can be observed";
        }
        return jvms.stream()
                .map(jvm -> "\n  " + jvm.pid() + " " + (jvm.mainClass().isEmpty() ? "(unnamed)" : jvm.mainClass()))
                .collect(Collectors.joining("", "; there are:", ""));
    }

    private static RunningJvm describe(VirtualMachineDescriptor found) {
        long pid = Long.parseLong(found.id());
        PerfCounters counters = PerfCounters.read(PerfCounters.file(pid));
        return new RunningJvm(
                pid,
                mainClass(found.displayName()),
                featureVersion(counters.text("java.property.java.version")),
                counters.collector());
    }

    /** The first word of a Java command, or the whole path of a jar, whose folders may have blanks in their names. */
    static String mainClass(String javaCommand) {
        int blank = javaCommand.indexOf(' ');
        String first = blank < 0 ? javaCommand : javaCommand.substring(0, blank);
        int jar = javaCommand.indexOf(".jar ");
        if (first.endsWith(".jar")
                || !first.contains("/")
                || MODULE_AND_CLASS.matcher(first).matches()) {
            return first;
        }
        return jar > 0 ? javaCommand.substring(0, jar + 4) : javaCommand.endsWith(".jar") ? javaCommand : first;
    }

    private static String simpleName(String mainClass) {
        return mainClass.substring(
                Math.max(mainClass.lastIndexOf('/'), mainClass.endsWith(".jar") ? -1 : mainClass.lastIndexOf('.')) + 1);
    }

    /** The feature version of {@code 17.0.15} or {@code 1.8.0_402}; 0 where there is none. */
    static int featureVersion(String javaVersion) {
        String feature = javaVersion.startsWith("1.") ? javaVersion.substring(2) : javaVersion;
        int end = 0;
        while (end < feature.length() && Character.isDigit(feature.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(feature.substring(0, end));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
