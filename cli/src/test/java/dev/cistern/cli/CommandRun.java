package dev.cistern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The command as a user runs it: a JVM of its own with its two streams and its exit code. */
final class CommandRun implements AutoCloseable {
    private static final long LIMIT_SECONDS = 300;

    private final Process process;
    private final Path out;
    private final List<String> errorLines = new ArrayList<>();

    private CommandRun(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** Runs it to its end in a folder that is its current one. */
    static CommandRun of(Path folder, String... arguments) throws IOException {
        CommandRun run = start(folder, arguments);
        run.awaitEnd();
        return run;
    }

    /** Starts it in a folder that is its current one, and where it puts its temporary files too. */
    static CommandRun start(Path folder, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "standard", ".out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--add-exports", "jdk.attach/sun.tools.attach=ALL-UNNAMED"));
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Cistern.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .start();
        return new CommandRun(process, out);
    }

    /** Reads the error output until a line has this, and returns that line. */
    String awaitErrorLine(String regex) throws IOException {
        Pattern wanted = Pattern.compile(regex);
        for (String line = process.errorReader().readLine();
                line != null;
                line = process.errorReader().readLine()) {
            errorLines.add(line);
            if (wanted.matcher(line).find()) {
                return line;
            }
        }
        throw new AssertionError("no line of the error output has \"" + regex + "\" but there was\n" + err());
    }

    /** What Ctrl-C in a terminal sends. */
    void interrupt() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    void awaitEnd() {
        // Read elsewhere, since a command that ignores what should end it would be listened to for ever.
        CompletableFuture<List<String>> rest = CompletableFuture.supplyAsync(
                () -> process.errorReader().lines().toList());
        try {
            errorLines.addAll(rest.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the command has closed its output but does not end; it said\n" + err());
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the command does not end; before it said\n" + err(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() {
        return String.join("\n", errorLines);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
