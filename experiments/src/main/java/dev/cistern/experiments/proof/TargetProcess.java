package dev.cistern.experiments.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running known-truth target; closing it ends it. */
final class TargetProcess implements AutoCloseable {
    private static final String MAIN_CLASS = "dev.cistern.experiments.truth.KnownTruthTarget";

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private TargetProcess(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a target and waits until its code is compiled.
     *
     * @throws IllegalStateException if it ends before it is ready, with what it printed
     */
    static TargetProcess start(JdkHome jdk, List<String> jvmArguments, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.program("java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classes().toString(), MAIN_CLASS));
        command.addAll(arguments);
        TargetProcess target = new TargetProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        String first = target.readLine();
        if (!first.equals("ready")) {
            target.close();
            throw new IllegalStateException("the target did not start but said: " + first + "; command: " + command);
        }
        return target;
    }

    /** {@return the folder of the classes compiled for release 17, beside the folder of this class} */
    static Path classes() {
        try {
            Path own = Path.of(TargetProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = own.resolveSibling("targets17");
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException("expected the target's classes in " + folder
                        + ", which the build of module experiments makes: run mvn -pl experiments -am package");
            }
            return folder;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("could not tell where this class was loaded from", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** {@return the CPU time it has taken so far, user and system} */
    Duration cpuTime() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell a process's CPU time"));
    }

    /** {@return what the target has counted so far, one line of JSON} */
    String ask() {
        try {
            questions.write("\n");
            questions.flush();
            return readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the target no longer answers", e);
        }
    }

    private String readLine() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("the target ended with " + process.exitValue() + " before it answered");
        }
        return line;
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
