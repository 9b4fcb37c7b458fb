package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.RunningJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that an instrument starts, looks at and ends. */
final class LaunchedProgram implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long LIMIT_SECONDS = 60;

    private final List<String> command;
    private final ShieldedProcess shielded;
    private final long startNanos = System.nanoTime();

    private LaunchedProgram(List<String> command, ShieldedProcess shielded) {
        this.command = command;
        this.shielded = shielded;
    }

    static LaunchedProgram start(List<String> command) {
        try {
            return new LaunchedProgram(command, ShieldedProcess.start(command));
        } catch (IOException e) {
            throw new LabException.BadInput("cannot start '" + command.getFirst() + "': " + e.getMessage(), e);
        }
    }

    /** Checks before anything is measured that the program can be run at all. */
    static void check(List<String> command) {
        String program = command.getFirst();
        if (program.contains("/")) {
            if (!Files.isExecutable(Path.of(program)) || Files.isDirectory(Path.of(program))) {
                throw new LabException.BadInput("cannot start '" + program + "': it is no program that you may run");
            }
            return;
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        if (Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .noneMatch(Files::isExecutable)) {
            throw new LabException.BadInput("cannot start '" + program + "': no folder of the PATH has such a program;"
                    + " after -- comes a command line such as java -jar app.jar");
        }
    }

    /**
     * Waits for the JVM of the program, which may be a process that it starts, and returns its process id.
     *
     * @param givenUp whether the user has lost patience
     */
    long awaitJvm(BooleanSupplier givenUp) {
        while (!givenUp.getAsBoolean()) {
            Optional<RunningJvm> jvm = started();
            if (jvm.isPresent()) {
                return jvm.get().pid();
            }
            if (endedWithin(LOOK_EVERY_MILLIS)) {
                throw new LabException.NoConclusion("the program ended with exit code "
                        + shielded.process().exitValue() + " after %.1f s".formatted(seconds())
                        + ", before it could be observed; give one that runs for at least 3 s");
            }
            if (seconds() > LIMIT_SECONDS) {
                throw new LabException.BadInput("'" + String.join(" ", command) + "' runs for " + LIMIT_SECONDS
                        + " s and no JVM has appeared; start a Java program, without -XX:-UsePerfData");
            }
        }
        throw new LabException.NoConclusion("interrupted before the program could be observed");
    }

    /** Its JVM once it can be attached to: a JVM tells its version only after it has learnt to answer. */
    private Optional<RunningJvm> started() {
        return jvmOf(shielded.process(), jvm -> true);
    }

    /** The first JVM among a process and what it has started that can be attached to and is wanted. */
    static Optional<RunningJvm> jvmOf(Process process, Predicate<RunningJvm> wanted) {
        Set<Long> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
        return Jvms.list().stream()
                .filter(jvm -> jvm.javaVersion() > 0 && family.contains(jvm.pid()) && wanted.test(jvm))
                .findFirst();
    }

    private boolean endedWithin(long millis) {
        try {
            return shielded.process().waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException.NoConclusion("interrupted before the program could be observed");
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    @Override
    public void close() {
        shielded.close();
    }
}
