package dev.cistern.experiments.truth;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program that is driven into allocation stalls at a known moment by a known site.
 *
 * <p>{@code java -cp … dev.cistern.experiments.truth.StallTarget [--calm N] [--seconds N] [--keep B]}: two workers
 * allocate 5 MB/s each; after the calm seconds the thread {@code hog} allocates as fast as it can and keeps the last
 * {@code --keep} bytes. Each allocation of all three is timed. It says {@code ready}, one line of JSON when the hog
 * begins, and one at its end: when an allocation first took 10 ms or more, and how many did.
 */
public final class StallTarget {
    private static final long SLOW_NANOS = 10_000_000;
    private static final long PERIOD_NANOS = 2_000_000;
    private static final int WORKER_BYTES = 10_000;
    private static final int HOG_BYTES = 64 * 1024;

    private final AtomicLong firstSlowMillis = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private volatile boolean done;
    private volatile long hogMillis;
    /** Keeps what is allocated from being removed by the compiler; nobody reads it. */
    @Nullable
    Object sink;

    private StallTarget() {}

    /** Runs the target; see the class comment for its arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        TargetOptions options = new TargetOptions(arguments, List.of("--calm", "--seconds", "--keep"));
        StallTarget target = new StallTarget();
        List<Thread> threads = List.of(
                new Thread(target::work, "worker-1"),
                new Thread(target::work, "worker-2"),
                new Thread(() -> target.hog(options.value("--calm", 10), options.value("--keep", 100_000_000)), "hog"));
        threads.forEach(Thread::start);
        System.out.println("ready");
        TimeUnit.SECONDS.sleep(options.value("--calm", 10) + options.value("--seconds", 10));
        target.done = true;
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(String.format(
                Locale.ROOT, "{\"firstSlowMillis\":%d,\"slow\":%d}", target.firstSlowMillis.get(), target.slow.get()));
    }

    private void work() {
        while (!done) {
            sink = harmless();
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    private void hog(long calmSeconds, long keepBytes) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(calmSeconds));
        hogMillis = System.currentTimeMillis();
        System.out.println("{\"hogMillis\":" + hogMillis + "}");
        byte[][] kept = new byte[(int) (keepBytes / HOG_BYTES)][];
        int next = 0;
        while (!done) {
            kept[next] = guilty();
            next = (next + 1) % kept.length;
        }
        sink = kept;
    }

    /** The site that brings it about. */
    private byte[] guilty() {
        long before = System.nanoTime();
        byte[] made = new byte[HOG_BYTES - 16];
        note(before);
        return made;
    }

    private byte[] harmless() {
        long before = System.nanoTime();
        byte[] made = new byte[WORKER_BYTES];
        note(before);
        return made;
    }

    private void note(long before) {
        long took = System.nanoTime() - before;
        if (took >= SLOW_NANOS && hogMillis > 0) {
            slow.incrementAndGet();
            firstSlowMillis.compareAndSet(0, System.currentTimeMillis() - took / 1_000_000);
        }
    }
}
