package dev.cistern.experiments.proof;

import java.io.BufferedWriter;
import java.io.IOException;
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

/** Makes a log and a recording of the sizes that people bring, and keeps them for the next time. */
final class BigFiles {
    private static final double RATE = 200e6;
    private static final long COMMITTED_MB = 400;
    private static final int THREADS = 4;

    private final Path folder;

    BigFiles(Path folder) {
        this.folder = folder;
    }

    /** A wait that lasts microseconds: what fills a recording is its number. */
    @Name("dev.cistern.PoolWait")
    private static final class PoolWait extends Event {
        @Label("Pool")
        @SuppressWarnings("UnusedVariable") // the Flight Recorder reads it
        private String pool = "";
    }

    /** A log of about this size, which is made if it is not there yet. */
    Path log(int megabytes) throws IOException {
        Path file = folder.resolve("big-" + megabytes + ".log");
        if (!Files.exists(file)) {
            Path unfinished = folder.resolve("unfinished.log");
            writeLog(unfinished, megabytes * 1_000_000L);
            Files.move(unfinished, file);
        }
        return file;
    }

    /** A recording of about this size, which is made if it is not there yet. */
    Path recording(int megabytes) throws IOException {
        Path file = folder.resolve("big-" + megabytes + ".jfr");
        if (!Files.exists(file)) {
            Path unfinished = folder.resolve("unfinished.jfr");
            record(unfinished, megabytes * 1_000_000L);
            Files.move(unfinished, file);
        }
        return file;
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
}
