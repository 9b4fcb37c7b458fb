package dev.cistern.experiments.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads large files with the command as a user would, in a heap of 1 GB, and says what that took. */
final class BigInput {
    private static final long LOOK_MILLIS = 100;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final Pattern PROGRESS = Pattern.compile("(?m)^\\[ *\\d+ %] reading");

    private final Path folder;
    private final PrintStream out;

    BigInput(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Whether all could be read to the end and told how far they had come. */
    boolean print(Path log, Path recording) throws IOException, InterruptedException {
        out.println("| command | file | read in | peak resident size | told its progress | exit code |\n"
                + "|---|---|---|---|---|---|");
        boolean read = run(log, "gc");
        read &= run(recording, "gc");
        read &= run(recording, "stall");
        read &= run(recording, "flame", "--event", "alloc");
        return read;
    }

    private boolean run(Path file, String... instrument) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Path json = folder.resolve("big.json");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.cistern.cli.Cistern"));
        command.addAll(List.of(instrument));
        command.addAll(List.of(file.toString(), "--json", json.toString()));
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        String output = Files.readString(said);
        long told = PROGRESS.matcher(output).results().count();
        boolean read = process.exitValue() == 0 && told > 2 && Files.size(json) > 0;
        out.printf(
                Locale.ROOT,
                "| `cistern %s` | %,d MB `.%s` | %.1f s | %,d MB | %d times | %d |%n",
                String.join(" ", instrument),
                Files.size(file) / 1_000_000,
                file.toString().replaceAll(".*\\.", ""),
                seconds,
                peak * 1024 / 1_000_000,
                told,
                process.exitValue());
        if (!read) {
            out.println(output);
        }
        Files.deleteIfExists(said);
        Files.deleteIfExists(json);
        return read;
    }

    /** What the process has had in memory at most; 0 when it is gone. */
    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.map(PEAK::matcher)
                    .filter(Matcher::find)
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
