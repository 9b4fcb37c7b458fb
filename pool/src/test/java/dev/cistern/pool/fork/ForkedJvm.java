package dev.cistern.pool.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own, with the pool and the tests on its class path unless it is told otherwise. */
final class ForkedJvm {
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
    private static final long LIMIT_SECONDS = 240;

    private final List<String> command = new ArrayList<>();

    private ForkedJvm(Path home) {
        command.add(home.resolve("bin/java").toString());
    }

    /** What a program printed, and how it ended. */
    record Output(int exit, String out, String err) {
        /** Fails unless the program ended well and printed nothing but what it was meant to. */
        Output assertQuiet() {
            assertThat(err).as("standard error; standard output was:%n%s", out).isEmpty();
            assertThat(exit).as("exit code; standard output was:%n%s", out).isZero();
            assertThat(out).doesNotContain("WARNING", "warning");
            return this;
        }
    }

    static ForkedJvm ofThisJdk() {
        return new ForkedJvm(Path.of(System.getProperty("java.home")));
    }

    /** {@return the homes of this JDK, and of a JDK 17 where one is found} */
    static List<Path> homes() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        if (Runtime.version().feature() != 17) {
            homes.addAll(homesOf(17));
        }
        return homes;
    }

    /** {@return at most one home of a JDK of this feature version} */
    static List<Path> homesOf(int feature) {
        return PARENTS.stream()
                .flatMap(parent -> children(Path.of(parent)))
                .filter(home -> featureOf(home) == feature)
                .limit(1)
                .toList();
    }

    static ForkedJvm of(Path home) {
        return new ForkedJvm(home);
    }

    private static Stream<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Stream.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.sorted().flatMap(child -> Stream.of(child, child.resolve("Contents/Home"))).toList().stream();
        } catch (IOException e) {
            return Stream.of(); // a folder that we may not read holds no JDK for us
        }
    }

    static int featureOf(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(reader);
        } catch (IOException e) {
            return -1;
        }
        String feature =
                release.getProperty("JAVA_VERSION", "").replace("\"", "").split("[.+-]", 2)[0];
        return feature.matches("\\d+") && Files.isExecutable(home.resolve("bin/java")) ? Integer.parseInt(feature) : -1;
    }

    ForkedJvm with(String... options) {
        command.addAll(List.of(options));
        return this;
    }

    ForkedJvm onClassPath() {
        return with("-cp", "target/classes:target/test-classes");
    }

    Output run(Class<?> main, String... arguments) {
        with(main.getName());
        return with(arguments).run();
    }

    Output run() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("forked");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Output output = new Output(process.exitValue(), Files.readString(out), Files.readString(err));
            assertThat(ended)
                    .as("%s ended in time; it printed %s", command, output)
                    .isTrue();
            return output;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path folder) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve("out"));
                Files.deleteIfExists(folder.resolve("err"));
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // The system's temporary folder is tidied by others.
                folder.toFile().deleteOnExit();
            }
        }
    }
}
