package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that was started to be observed; closing it ends it and whatever it has started. */
final class LaunchedProgram implements AutoCloseable {
    private static final long POLL_NANOS = 20_000_000L;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PATIENCE_AT_THE_END_SECONDS = 10;

    private final String name;
    private final Process process;

    private LaunchedProgram(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static LaunchedProgram start(List<String> command) {
        if (command.isEmpty()) {
            throw new LabException.BadInput(
                    "a command is needed after --, but there was none; for example: -- java -jar app.jar");
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            Thread.ofVirtual().name("output of the program").start(() -> passOn(process.getInputStream()));
            return new LaunchedProgram(command.getFirst(), process);
        } catch (IOException e) {
            throw new LabException.BadInput(
                    "cannot start \"" + command.getFirst() + "\": " + e.getMessage()
                            + "; give a program that is on the PATH, or its path",
                    e);
        }
    }

    /** The standard output is for the report, so what the program prints goes where progress goes. */
    private static void passOn(InputStream output) {
        try (output) {
            output.transferTo(System.err);
        } catch (IOException e) {
            System.getLogger(LaunchedProgram.class.getName())
                    .log(System.Logger.Level.DEBUG, "the program's output ended", e);
        }
    }

    /** Waits until the program, or one that it has started, is a JVM that can be attached to. */
    long awaitJvm(StopSignal stop) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() < deadline) {
            Optional<Long> jvm = attachable();
            if (jvm.isPresent()) {
                return jvm.get();
            }
            stop.await(POLL_NANOS);
            if (stop.isRaised()) {
                throw new LabException.Interrupted("interrupted before \"" + name + "\" had started its JVM");
            }
        }
        if (process.isAlive()) {
            throw new LabException.BadInput("\"" + name + "\" started no JVM within " + PATIENCE_NANOS / 1_000_000_000L
                    + " s; give a command that runs a Java program");
        }
        throw new LabException.BadInput("\"" + name + "\" ended with " + process.exitValue()
                + " before a JVM in it could be observed; check that the command runs by itself");
    }

    private Optional<Long> attachable() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .filter(Jvms::isReady)
                .findFirst();
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(PATIENCE_AT_THE_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
