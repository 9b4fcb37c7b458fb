package dev.cistern.lab.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tells one machine from another in measured figures. */
public final class ThisHost {
    private ThisHost() {}

    /** {@return the processor, the number of cores the JVM sees and the system, in words} */
    public static String fingerprint() {
        return String.join(
                "; ",
                processor(),
                Runtime.getRuntime().availableProcessors() + " cores",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static String processor() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"))
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
