package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cistern.experiments.proof.JdkHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A steady program in a JVM of its own, for the command to look at; started by nothing of Cistern's. */
final class TargetJvm implements AutoCloseable {
    static final String CLASSES = System.getProperty("targets17");
    static final String MAIN = "dev.cistern.lab.targets.SteadyTarget";

    private final int feature;
    private final Process process;
    private final Path errors;

    private TargetJvm(int feature, Process process, Path errors) {
        this.feature = feature;
        this.process = process;
        this.errors = errors;
    }

    /** Starts it and waits until it works; skips the test where there is no such JDK. */
    static TargetJvm start(Path folder, int feature, String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program(feature, "java"), "-XX:+UseG1GC");
        builder.command().addAll(List.of(options));
        builder.command().addAll(List.of("-cp", CLASSES, MAIN));
        Path errors = Files.createTempFile(folder, "standard", ".err");
        Process process = builder.directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String line = process.inputReader().readLine();
        while (line != null && !line.equals("ready")) {
            line = process.inputReader().readLine();
        }
        assertThat(line).isEqualTo("ready");
        return new TargetJvm(feature, process, errors);
    }

    static String program(int feature, String name) {
        Optional<JdkHome> jdk = JdkHome.find(feature);
        if (jdk.isEmpty()) {
            System.out.println("SKIPPED: no JDK " + feature + " was found on this machine");
        }
        assumeTrue(jdk.isPresent(), "no JDK " + feature + " was found on this machine");
        return jdk.orElseThrow().program(name).toString();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it end as programs do. */
    void end() throws IOException {
        process.getOutputStream().write('e');
        process.getOutputStream().flush();
        process.onExit().join();
    }

    /** {@return what it printed after it was ready, on both its outputs; to be asked when it has ended} */
    String printed() throws IOException {
        StringBuilder rest = new StringBuilder();
        process.inputReader().lines().forEach(line -> rest.append(line).append('\n'));
        return rest.append(Files.readString(errors)).toString();
    }

    /** {@return what a diagnostic command of its own JDK answers} */
    String diagnose(String command) throws IOException {
        Process asking = new ProcessBuilder(program(feature, "jcmd"), Long.toString(pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = String.join("\n", asking.inputReader().lines().toList());
        asking.onExit().join();
        return answer;
    }

    /** {@return the names of its threads, each as often as there are such, in order} */
    List<String> threads() {
        return ofEach("task", task -> Files.readString(task.resolve("comm")).strip());
    }

    /** {@return what its descriptors refer to, without the numbers of sockets and pipes, in order} */
    List<String> descriptors() {
        return ofEach("fd", link -> Files.readSymbolicLink(link).toString().replaceAll(":\\[\\d+]", ""));
    }

    private interface Naming {
        String of(Path path) throws IOException;
    }

    /** What vanishes while it is looked at is left out. */
    private List<String> ofEach(String folder, Naming naming) {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid()), folder))) {
            return entries.flatMap(entry -> {
                        try {
                            return Stream.of(naming.of(entry));
                        } catch (IOException e) {
                            return Stream.empty();
                        }
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
