package dev.cistern.cli;

import dev.cistern.experiments.demo.DemoService;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The service that comes with Cistern, in a JVM of its own and under its own load; it ends with this process. */
final class DemoProgram implements AutoCloseable {
    private final ShieldedProcess shielded;

    private DemoProgram(ShieldedProcess shielded) {
        this.shielded = shielded;
    }

    static DemoProgram start() {
        try {
            return new DemoProgram(ShieldedProcess.startTalking(command()));
        } catch (IOException e) {
            throw new IllegalStateException("the demo service could not be started", e);
        }
    }

    /** Waits until the load is running; returns the process id. */
    long awaitReady() {
        BufferedReader lines = shielded.process().inputReader(StandardCharsets.UTF_8);
        try {
            String line = lines.readLine();
            if (line == null || !line.startsWith("ready")) {
                throw new IllegalStateException("the demo service did not start, it said: " + line);
            }
            return shielded.process().pid();
        } catch (IOException e) {
            throw new IllegalStateException("the demo service did not start", e);
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(DemoService.jvmArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DemoService.class.getName()));
        return command;
    }

    @Override
    public void close() {
        shielded.close();
    }
}
