package dev.cistern.cli;

import dev.cistern.lab.recording.RunningJvm;
import java.util.List;

/** The JVMs that advise could look at, as a table, and what to do next. */
final class JvmListing {
    private static final int OLDEST = 17;
    private static final int PROGRAM_WIDTH = 53;

    private JvmListing() {}

    /** The table, and how to call a command for one of them. */
    static String render(List<RunningJvm> jvms, boolean unicode, String command) {
        if (jvms.isEmpty()) {
            return "No JVM of yours is running here.\nTo see what advise does: cistern advise --demo\n";
        }
        StringBuilder text = new StringBuilder("    PID  JDK  COLLECTOR   PROGRAM\n");
        for (RunningJvm jvm : jvms) {
            text.append(row(jvm, unicode ? "…" : "~")).append('\n');
        }
        return text.append("\nLook at one of them for a minute: cistern " + command + " ")
                .append(example(jvms))
                .append("\nA part of the program's name does as well as its PID.\n")
                .toString();
    }

    private static String row(RunningJvm jvm, String ellipsis) {
        String program = jvm.mainClass().isEmpty() ? "(unnamed)" : printable(jvm.mainClass());
        boolean tooOld = jvm.javaVersion() > 0 && jvm.javaVersion() < OLDEST;
        return "%7d  %3s  %-10s  %s"
                .formatted(
                        jvm.pid(),
                        jvm.javaVersion() == 0 ? "?" : Integer.toString(jvm.javaVersion()),
                        jvm.collector().isEmpty() ? "?" : jvm.collector(),
                        tooOld
                                ? shorten(program, PROGRAM_WIDTH - 10, ellipsis) + " (too old)"
                                : shorten(program, PROGRAM_WIDTH, ellipsis));
    }

    /** The end of a name tells more than its beginning. */
    private static String shorten(String name, int width, String ellipsis) {
        return name.length() <= width ? name : ellipsis + name.substring(name.length() - width + 1);
    }

    /** Names come from other processes, and a terminal obeys control characters. */
    private static String printable(String name) {
        return name.replaceAll("\\p{C}", "?");
    }

    private static long example(List<RunningJvm> jvms) {
        return jvms.stream()
                .filter(jvm -> jvm.javaVersion() >= OLDEST)
                .findFirst()
                .orElse(jvms.getFirst())
                .pid();
    }
}
