package dev.cistern.bench.endtoend;

import dev.cistern.simulator.Trace;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What a forked JVM runs: requests arrive at fixed times, whether the earlier ones are answered or not, each in a virtual thread of
 * its own; a miss waits for the origin. The latency is counted from the time at which a request was to arrive, so a pause
 * shows in all the requests that it delayed.
 */
final class Service {
    private static final int ANSWER_BYTES = 1_000;
    /** What it takes to write an answer: garbage that any service makes. */
    private static final int RESPONSE_BYTES = 16_384;

    private static final long ORIGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long SPIN_NANOS = 60_000;
    private static final int CAPACITY = 60_000;
    private static final String REQUESTS = "feed:0.9,keys=150000,drift=20,days=4,scan=20000,requests=";

    private final Design design;
    private final Trace trace;
    private final int warmup;
    private final long gap;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong checksum = new AtomicLong();

    private Service(Design design, Trace trace, int warmup, long gap) {
        this.design = design;
        this.trace = trace;
        this.warmup = warmup;
        this.gap = gap;
    }

    /**
     * Runs and prints one line: requests, misses, and the latency in microseconds at 50, 99, 99.9 and 100 %.
     *
     * @param arguments the design, the seconds that count, the requests a second; a quarter as many seconds go before
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        int seconds = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        int warmup = Math.max(1, seconds / 4) * rate;
        Trace trace = Trace.of(REQUESTS + (warmup + seconds * rate));
        Service service = new Service(
                Design.Name.valueOf(arguments[0]).make(CAPACITY), trace, warmup, TimeUnit.SECONDS.toNanos(1) / rate);
        service.run();
        System.out.println(service.line());
    }

    private void run() throws InterruptedException {
        ExecutorService threads = virtualThreads();
        long start = System.nanoTime();
        for (int i = 0; i < trace.requests(); i++) {
            int request = i;
            long due = start + i * gap;
            await(due);
            threads.execute(() -> answer(request, due));
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("requests were still unanswered a minute after the last came");
        }
    }

    /** By reflection, since the suites are compiled for 17. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the service needs virtual threads, a JDK 21 or newer", e);
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void answer(int request, long due) {
        Long key = (long) trace.key(request);
        byte[] answer = design.get(key);
        if (answer == null) {
            LockSupport.parkNanos(ORIGIN_NANOS);
            answer = new byte[ANSWER_BYTES];
            Arrays.fill(answer, key.byteValue());
            design.put(key, answer);
            if (request >= warmup) {
                misses.incrementAndGet();
            }
        }
        byte[] response = new byte[RESPONSE_BYTES];
        for (int at = 0; at + answer.length <= response.length; at += answer.length) {
            System.arraycopy(answer, 0, response, at, answer.length);
        }
        if (response[request % ANSWER_BYTES] != key.byteValue()) {
            throw new IllegalStateException("the answer to " + key + " is another's");
        }
        checksum.addAndGet(response[0]);
        if (request >= warmup) {
            latencies.recordValue(Math.min(LONGEST_NANOS, Math.max(1, System.nanoTime() - due)));
        }
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%d %d %.1f %.1f %.1f %.1f",
                trace.requests() - warmup,
                misses.get(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getValueAtPercentile(99.9) / 1e3,
                latencies.getMaxValue() / 1e3);
    }
}
