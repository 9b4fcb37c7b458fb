package dev.cistern.experiments.proof;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;

/** Makes a log and a recording of the sizes that people bring, and reads them with a heap of 1 GB. */
final class BigFiles {
    private static final double RATE = 200e6;
    private static final long COMMITTED_MB = 400;
    private static final int THREADS = 4;

    private final Path folder;
    private final PrintStream out;

    BigFiles(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** A wait that lasts microseconds: what fills a recording is its number. */
    @Name("dev.cistern.PoolWait")
    private static final class PoolWait extends Event {
        @Label("Pool")
        @SuppressWarnings("UnusedVariable") // the Flight Recorder reads it
        private String pool = "";
    }

    /** Whether both could be read. */
    boolean print(int logMegabytes, int recordingMegabytes) throws IOException {
        Path log = folder.resolve("big.log");
        Path recording = folder.resolve("big.jfr");
        out.println("| file | size | read in | peak resident size | exit code |\n|---|---|---|---|---|");
        try {
            writeLog(log, logMegabytes * 1_000_000L);
            boolean read = run("gc", log);
            record(recording, recordingMegabytes * 1_000_000L);
            return read && run("stall", recording) && run("gc", recording);
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(recording);
        }
    }

    /** G1's log with gc* at 200 MB/s, 13 lines a collection, until the file is large enough. */
    private static void writeLog(Path file, long bytes) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            writer.write("[0.005s][info][gc] Using G1\n");
            double seconds = 0;
            long written = 0;
            for (int id = 0; written < bytes; id++) {
                seconds += 100 * (1 << 20) / RATE;
                String text = collection(id, seconds);
                writer.write(text);
                written += text.length();
            }
        }
    }

    private static String collection(int id, double seconds) {
        String start = String.format(Locale.ROOT, "[%.3fs][info][gc,", seconds);
        String gc = " GC(" + id + ") ";
        StringBuilder text = new StringBuilder(1_500);
        text.append(start).append("start       ]").append(gc).append("Pause Young (Normal) (G1 Evacuation Pause)\n");
        text.append(start).append("task        ]").append(gc).append("Using 2 workers of 2 for evacuation\n");
        for (String phase : List.of("Pre Evacuate", "Merge Heap Roots", "Evacuate", "Post Evacuate", "Other")) {
            text.append(start)
                    .append("phases      ]")
                    .append(gc)
                    .append("  ")
                    .append(phase)
                    .append(": 0.12ms\n");
        }
        for (String regions : List.of("Eden", "Survivor", "Old", "Humongous")) {
            text.append(start)
                    .append("heap        ]")
                    .append(gc)
                    .append(regions)
                    .append(" regions: 38->5(52)\n");
        }
        text.append(start).append("metaspace   ]").append(gc).append("Metaspace: 91K(320K)->91K(320K)\n");
        text.append(start.replace("[gc,", "[gc"))
                .append("             ]")
                .append(gc)
                .append("Pause Young (Normal) (G1 Evacuation Pause) 150M->50M(" + COMMITTED_MB + "M) 4.133ms\n");
        return text.toString();
    }

    private static void record(Path file, long bytes) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable(PoolWait.class).withStackTrace();
            recording.enable("jdk.ObjectAllocationSample").with("throttle", "20000/s");
            recording.enable("jdk.GCPhasePause");
            recording.enable("jdk.GarbageCollection");
            recording.enable("jdk.GCHeapSummary");
            recording.enable("jdk.ThreadAllocationStatistics").with("period", "100 ms");
            recording.setToDisk(true);
            recording.start();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Thread thread = new Thread(BigFiles::emit, "emitter-" + i);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
            while (recording.getSize() < bytes) {
                LockSupport.parkNanos(50_000_000);
            }
            threads.forEach(Thread::interrupt);
            recording.stop();
            recording.dump(file);
        }
    }

    private static void emit() {
        byte[][] kept = new byte[64][];
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            PoolWait wait = new PoolWait();
            wait.pool = "pool-" + i % 7;
            wait.begin();
            kept[i % kept.length] = new byte[100 + i % 1_000];
            wait.commit();
        }
    }

    /** Reads a file with the command as a user would, in a heap of 1 GB, and says what that took. */
    private boolean run(String instrument, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "bash", "-c"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.add("\"" + java
                + "\" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp \"$0\" dev.cistern.cli.Cistern "
                + instrument + " \"" + file + "\" --quiet --json \"" + folder.resolve("big.json")
                + "\" & p=$!; while [ -d /proc/$p ]; do grep -s VmHWM /proc/$p/status > \"" + folder.resolve("peak")
                + "\".now && cp \"" + folder.resolve("peak") + "\".now \"" + folder.resolve("peak")
                + "\"; sleep 0.2; done; wait $p");
        command.add(System.getProperty("java.class.path"));
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("big.out").toFile())
                .start();
        int code = process.onExit().join().exitValue();
        double seconds = (System.nanoTime() - before) / 1e9;
        String peak = Files.readString(folder.resolve("peak")).replaceAll("\\D", "");
        out.printf(
                Locale.ROOT,
                "| `cistern %s` %s | %,d MB | %.1f s | %,d MB | %d |%n",
                instrument,
                file.getFileName(),
                Files.size(file) / 1_000_000,
                seconds,
                Long.parseLong(peak) * 1024 / 1_000_000,
                code);
        for (String left : List.of("peak", "peak.now", "big.json", "big.out")) {
            Files.deleteIfExists(folder.resolve(left));
        }
        return code == 0;
    }
}
