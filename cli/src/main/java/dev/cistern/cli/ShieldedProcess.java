package dev.cistern.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program started by Cistern that does not see the user's Ctrl-C.
 *
 * <p>A terminal sends it to every process in the foreground. The program would end before the recording in it could be,
 * so it starts with that signal ignored, which a JVM respects; Cistern ends it by itself afterwards.
 */
final class ShieldedProcess implements AutoCloseable {
    private static final long GRACE_SECONDS = 10;

    private final Process process;

    private ShieldedProcess(Process process) {
        this.process = process;
    }

    /** Starts a program whose standard output joins our error output, which leaves ours to the report. */
    static ShieldedProcess start(List<String> command) throws IOException {
        return new ShieldedProcess(new ProcessBuilder(shielded("exec \"$@\" >&2", command))
                .inheritIO()
                .start());
    }

    /** Starts a program that talks with us over its standard input and output. */
    static ShieldedProcess startTalking(List<String> command) throws IOException {
        return new ShieldedProcess(new ProcessBuilder(shielded("exec \"$@\"", command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts a program whose standard output we read and whose error output goes to a file. */
    static ShieldedProcess startReading(List<String> command, Path errors) throws IOException {
        return new ShieldedProcess(new ProcessBuilder(shielded("exec \"$@\"", command))
                .redirectError(errors.toFile())
                .start());
    }

    private static List<String> shielded(String script, List<String> command) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; " + script, "cistern"));
        words.addAll(command);
        return words;
    }

    Process process() {
        return process;
    }

    /** Asks the program and what it has started to end, and makes them when they do not. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        boolean patient = true;
        for (ProcessHandle one : all) {
            patient = patient && ended(one);
            if (!patient) {
                one.destroyForcibly();
            }
        }
    }

    private static boolean ended(ProcessHandle handle) {
        try {
            handle.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
