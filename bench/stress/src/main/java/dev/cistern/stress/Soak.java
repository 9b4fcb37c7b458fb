package dev.cistern.stress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Runs {@link SoakLoad} in a heap of 64 MB on each collector, and fails if one fails or grows. */
final class Soak {
    private static final List<String> COLLECTORS = List.of("Serial", "Parallel", "G1", "Z", "Shenandoah");

    private Soak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(arguments[0]);
        System.out.printf(
                Locale.ROOT,
                "JDK %s, -Xmx64m, %d s each%n%-11s %s%n",
                Runtime.version(),
                seconds,
                "collector",
                SoakLoad.HEADER);
        boolean sound = true;
        for (String collector : COLLECTORS) {
            System.out.printf(Locale.ROOT, "%-11s ", collector);
            sound &= run(collector, seconds) == 0;
        }
        System.exit(sound ? 0 : 1);
    }

    private static int run(String collector, int seconds) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+Use" + collector + "GC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoakLoad.class.getName(),
                        String.valueOf(seconds))
                .inheritIO()
                .start()
                .waitFor();
    }
}
