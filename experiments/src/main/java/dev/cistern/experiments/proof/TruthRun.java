package dev.cistern.experiments.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running target that does what it was told and says what it did; closing it ends it. */
final class TruthRun implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private TruthRun(Process process) {
        this.process = process;
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a target and waits until it is ready.
     *
     * @param target the simple name of its class
     * @throws IllegalStateException if it ends before it is ready, with what it printed
     */
    static TruthRun start(JdkHome jdk, String target, Path folder, List<String> jvm, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.program("java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", TargetProcess.classes().toString(), "dev.cistern.experiments.truth." + target));
        command.addAll(arguments);
        TruthRun run = new TruthRun(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
        StringBuilder said = new StringBuilder();
        for (String line = run.lines.readLine(); line != null; line = run.lines.readLine()) {
            if (line.equals("ready")) {
                return run;
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the target did not start but said: " + said + "command: " + command);
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits for the first thing it says of what it does and returns it.
     *
     * @throws IllegalStateException if it ends without a word
     */
    JsonNode truth() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("{")) {
                return JsonMapper.shared().readTree(line);
            }
        }
        throw new IllegalStateException("the target ended and did not say what it did");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
