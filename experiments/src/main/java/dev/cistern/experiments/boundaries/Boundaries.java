package dev.cistern.experiments.boundaries;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the experiments, each in JVMs of its own with the compiler and the collector that it needs.
 *
 * <p>{@link #stop()} may be called from any thread, all else is for one.
 */
public final class Boundaries {
    /** How many boundaries there are. */
    public static final int COUNT = 5;

    private static final List<Experiment> ALL =
            List.of(new Fates(), new Residue(), new Costs(), new Reuse(), new Headers());
    private static final long LIMIT_SECONDS = 60;

    private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
    private volatile boolean stopped;

    /** Ready to run experiments. */
    public Boundaries() {}

    /** Ends the experiment that is running, and lets no other begin. */
    public void stop() {
        stopped = true;
        Process process = running.get();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /**
     * Runs one experiment; takes up to a minute and both cores.
     *
     * @param boundary its number, 1 to 5
     * @return what it showed; empty where {@link #stop()} ended it
     * @throws IllegalStateException if its process cannot be started or fails
     */
    public Optional<Finding> run(int boundary) {
        Experiment experiment = ALL.get(boundary - 1);
        List<Figure> figures = new ArrayList<>();
        for (List<String> words : experiment.processes()) {
            if (!measure(words, figures)) {
                return Optional.empty();
            }
        }
        return Optional.of(experiment.finding(new Figures(figures)));
    }

    private boolean measure(List<String> words, List<Figure> figures) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        int options =
                (int) words.stream().takeWhile(word -> word.startsWith("-")).count();
        command.addAll(words.subList(0, options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(words.subList(options, words.size()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            running.set(process);
            if (stopped) {
                process.destroyForcibly();
            }
            return read(process, figures);
        } catch (IOException e) {
            throw new IllegalStateException("the experiment could not be started: " + command, e);
        }
    }

    private boolean read(Process process, List<Figure> figures) throws IOException {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                figures.add(Figure.parse(line));
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the experiment has closed its output but does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            if (stopped) {
                return false;
            }
            throw e;
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0 && !stopped) {
            throw new IllegalStateException(
                    "the experiment ended with exit code " + process.exitValue() + "; the lines above say why");
        }
        return !stopped;
    }
}
