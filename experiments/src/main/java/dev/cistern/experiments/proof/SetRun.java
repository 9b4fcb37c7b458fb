package dev.cistern.experiments.proof;

import dev.cistern.lab.matrix.ProcessRun;
import dev.cistern.lab.prove.OperationChoice;
import dev.cistern.lab.recording.MeterOptions;
import dev.cistern.lab.recording.OperationSource;
import dev.cistern.lab.recording.RunMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs of the program whose three figures are set, each in a process of its own.
 *
 * @param bytes what an operation allocates
 * @param keptKib how much of it stays reachable, which sets the pause
 * @param nativeKib by how much memory outside the heap grows, a second
 */
record SetRun(int bytes, int keptKib, int nativeKib) {
    private static final String MAIN_CLASS = "dev.cistern.experiments.matrix.SetTarget";
    /** So that eden fills at least ten times while it is measured, and a few times before. */
    private static final int RATE = 20_000;

    private static final MeterOptions OPTIONS = new MeterOptions(Duration.ofSeconds(3), Duration.ofSeconds(10));

    /**
     * Measures one run.
     *
     * @return its figures
     * @throws IOException if the program cannot be started
     */
    ProcessRun measure() throws IOException {
        OperationSource operations =
                OperationChoice.parse("stdout:operations (\\d+)").source();
        Process process = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String first = process.inputReader().readLine();
            if (first == null) {
                throw new IOException("the program did not start; its error output says why");
            }
            Thread.ofVirtual().start(() -> read(process, operations));
            return ProcessRun.of(new RunMeter(OPTIONS, operations).measure(process.pid()), true);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void read(Process process, OperationSource operations) {
        try {
            for (String line = process.inputReader().readLine();
                    line != null;
                    line = process.inputReader().readLine()) {
                operations.line(line);
            }
        } catch (IOException e) {
            // The program was ended, since it is measured.
        }
    }

    /**
     * Measures one run of each of several programs side by side.
     *
     * @param settings how they are set
     * @return their figures, in the same order
     * @throws IOException if one cannot be started
     */
    static List<ProcessRun> measureTogether(List<SetRun> settings) throws IOException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<ProcessRun>> started =
                    settings.stream().map(one -> threads.submit(one::measure)).toList();
            List<ProcessRun> runs = new ArrayList<>();
            for (Future<ProcessRun> run : started) {
                runs.add(run.get());
            }
            return runs;
        } catch (ExecutionException e) {
            throw new IOException("a run failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private List<String> command() {
        return List.of(
                JdkHome.find(25)
                        .orElseThrow(() -> new IllegalStateException("no JDK 25 was found; install one"))
                        .program("java")
                        .toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx64m",
                "-Xmn48m",
                "-XX:SurvivorRatio=1",
                // Else what the JVM itself keeps is copied fifteen times, and the pauses hang on how many there were.
                "-XX:MaxTenuringThreshold=1",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AlwaysPreTouch",
                "-cp",
                TargetProcess.classes().toString(),
                MAIN_CLASS,
                "" + bytes,
                "" + keptKib,
                "" + nativeKib,
                "" + RATE);
    }
}
