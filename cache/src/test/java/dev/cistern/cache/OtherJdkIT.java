package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit tests once more, on the oldest JDK that the cache is for; all but the five that take longest and the one of the compiler. */
final class OtherJdkIT {
    private static final List<String> PARENTS = List.of(
            "/usr/lib/jvm",
            "/usr/lib64/jvm",
            "/usr/java",
            "/opt/java",
            "/opt",
            "/Library/Java/JavaVirtualMachines",
            System.getProperty("user.home") + "/.sdkman/candidates/java",
            System.getProperty("user.home") + "/.jdks");

    /** Long for a stuck program, not for a slow machine. */
    private static final long LIMIT_SECONDS = 600;

    @TempDir
    private Path folder;

    @Test
    void unitTests_onJdk17_succeed() throws Exception {
        List<Path> homes = PARENTS.stream()
                .flatMap(parent -> children(Path.of(parent)))
                .filter(OtherJdkIT::isJdk17)
                .limit(1)
                .toList();
        assumeTrue(
                !homes.isEmpty(),
                "no JDK 17 was found in the usual places: the run of the cache's tests on it is skipped");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        homes.get(0).resolve("bin/java").toString(),
                        "-Djava.util.logging.config.file=src/test/logging.properties",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.junit.platform.console.ConsoleLauncher",
                        "execute",
                        "--disable-banner",
                        "--details=summary",
                        "--scan-classpath",
                        "target/test-classes",
                        "--include-classname",
                        ".*Test",
                        "--exclude-classname",
                        ".*(ConcurrencyTest|AgainstModelTest|AsMapSuiteTest|EvictionPolicyContractTest|MissCurveTest|InliningTest)")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String printed = Files.readString(out);
        assertThat(ended).as("ended in time; printed %s", printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed).containsPattern("\\[ +[1-9][0-9]{2,} tests successful +\\]");
    }

    private static Stream<Path> children(Path parent) {
        try (Stream<Path> list = Files.list(parent)) {
            return list.sorted().flatMap(child -> Stream.of(child, child.resolve("Contents/Home"))).toList().stream();
        } catch (IOException e) {
            return Stream.of(); // a folder that is not there, or that we may not read, holds no JDK for us
        }
    }

    private static boolean isJdk17(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            return false; // no JDK
        }
    }
}
