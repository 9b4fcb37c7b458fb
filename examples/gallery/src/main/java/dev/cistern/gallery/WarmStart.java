package dev.cistern.gallery;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A service whose threads each allocated gigabytes when it started and little since: what a plain recording of it shows
 * is mostly what happened before the recording.
 */
final class WarmStart {
    private static final long STARTUP_BYTES = 12L << 30;
    private static final int ROUNDS_PER_SECOND = 1_000;

    /** What the compiler must believe to be needed, or it would not allocate it. */
    private static volatile @Nullable Object needed;

    private WarmStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Thread[] threads = {
            start("render", WarmStart::render), start("parse", WarmStart::parse), start("audit", WarmStart::audit)
        };
        TimeUnit.SECONDS.sleep(25);
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Only the end of standard input counts.
        }
        System.exit(threads.length == 3 && needed != null ? 0 : 1);
    }

    private static Thread start(String name, Runnable round) {
        return Thread.ofPlatform().name(name).daemon().start(() -> {
            loadEverything();
            while (true) {
                round.run();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / ROUNDS_PER_SECOND);
            }
        });
    }

    private static void loadEverything() {
        for (long loaded = 0; loaded < STARTUP_BYTES; loaded += 4096) {
            byte[] block = new byte[4096];
            needed = block;
        }
    }

    /** About 16 MB a second. */
    private static void render() {
        byte[] page = new byte[16 * 1024];
        needed = page;
    }

    /** About 4 MB a second. */
    private static void parse() {
        char[] line = new char[2 * 1024];
        needed = line;
    }

    /** About 0.3 MB a second, 9 MB in half a minute. */
    private static void audit() {
        long[] entry = new long[36];
        needed = entry;
    }
}
