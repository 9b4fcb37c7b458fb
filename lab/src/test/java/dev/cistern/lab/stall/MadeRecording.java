package dev.cistern.lab.stall;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;

/** A recording of this JVM: a thread waits for a pool, then loads a cache, and a collection follows. */
final class MadeRecording {
    static final String HOSTILE = "</script><script>document.title='owned'</script><img src=x>";

    private MadeRecording() {}

    @Name("dev.cistern.PoolWait")
    private static final class PoolWait extends Event {
        @Label("Pool")
        @SuppressWarnings("UnusedVariable") // the Flight Recorder reads it
        private String pool = "";
    }

    @Name("dev.cistern.CacheLoad")
    private static final class CacheLoad extends Event {
        @Label("Cache")
        @SuppressWarnings("UnusedVariable") // the Flight Recorder reads it
        private String cache = "";

        @Label("Outcome")
        @SuppressWarnings("UnusedVariable") // the Flight Recorder reads it
        private String outcome = "LOADED";
    }

    static Path write(Path folder, String pool) throws IOException {
        Path file = folder.resolve("recorded.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.GCPhasePause");
            recording.enable("jdk.GarbageCollection");
            recording.enable("jdk.GCHeapSummary");
            recording.enable(PoolWait.class).withStackTrace();
            recording.enable(CacheLoad.class).withStackTrace();
            recording.start();
            Thread thread = new Thread(
                    () -> {
                        waitForPool(pool);
                        loadCache();
                    },
                    "stalling");
            thread.start();
            join(thread);
            System.gc();
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitForPool(String name) {
        PoolWait event = new PoolWait();
        event.pool = name;
        event.begin();
        atLeast(20_000_000);
        event.commit();
    }

    private static void loadCache() {
        CacheLoad event = new CacheLoad();
        event.cache = "prices";
        event.begin();
        atLeast(20_000_000);
        event.commit();
    }

    private static void atLeast(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
