package dev.cistern.experiments.boundaries;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Boundary 5, the measuring process: a map of headers that several threads share, and one that is handed over. */
final class HeadersProgram {
    private static final int TRIALS = 400;
    private static final int WRITERS = 2;
    private static final int HEADERS = 2_000;

    /** Thousands of times what a trial takes. */
    private static final long ENDLESS_MILLIS = 10_000;

    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong foreign = new AtomicLong();
    private final AtomicLong exceptions = new AtomicLong();
    private final AtomicLong endless = new AtomicLong();

    private HeadersProgram() {}

    /** Prints what went wrong in the trials of both versions. */
    public static void main(String[] arguments) throws InterruptedException {
        HeadersProgram shared = new HeadersProgram();
        HeadersProgram owned = new HeadersProgram();
        int trials = 0;
        // A thread that turns in circles for good can't be stopped and would slow all further trials.
        while (trials < TRIALS && shared.endless.get() == 0) {
            shared.share();
            owned.handOver();
            trials++;
        }
        shared.print("shared");
        owned.print("handed over");
        System.out.println(new Figure("trials", "each", trials).line());
    }

    private void print(String version) {
        System.out.println(new Figure(version, "trials with lost headers", lost.get()).line());
        System.out.println(new Figure(version, "trials with foreign values", foreign.get()).line());
        System.out.println(new Figure(version, "trials with exceptions", exceptions.get()).line());
        System.out.println(new Figure(version, "trials without an end", endless.get()).line());
    }

    /** All threads write their own headers into one map at the same time, and one reads meanwhile. */
    private void share() throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        CyclicBarrier together = new CyclicBarrier(WRITERS + 1);
        AtomicLong failed = new AtomicLong();
        Thread[] threads = new Thread[WRITERS + 1];
        for (int i = 0; i <= WRITERS; i++) {
            int number = i;
            threads[i] = Thread.ofPlatform()
                    .daemon()
                    .start(() -> guarded(failed, together, () -> {
                        if (number < WRITERS) {
                            write(headers, "writer" + number);
                        } else {
                            read(headers);
                        }
                    }));
        }
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofMillis(ENDLESS_MILLIS))) {
                endless.incrementAndGet();
                return; // who looks into such a map may not come back either
            }
        }
        judge(headers, failed.get());
    }

    /** The same headers, but each thread owns the map while it writes, and hands it over when it is done. */
    private void handOver() throws InterruptedException {
        SynchronousQueue<Map<String, String>> hands = new SynchronousQueue<>();
        AtomicLong failed = new AtomicLong();
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            Map<String, String> given = headers;
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    write(given, "writer" + number);
                    hands.put(given);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failed.incrementAndGet();
                }
            });
            headers = hands.take();
            thread.join();
            read(headers);
        }
        judge(headers, failed.get());
    }

    private void judge(Map<String, String> headers, long failed) {
        long present = 0;
        long wrong = 0;
        for (int writer = 0; writer < WRITERS; writer++) {
            for (int header = 0; header < HEADERS; header++) {
                String name = "writer" + writer + "-" + header;
                String value = headers.get(name);
                present += value == null ? 0 : 1;
                wrong += value == null || value.equals("value of " + name) ? 0 : 1;
            }
        }
        if (present < (long) WRITERS * HEADERS || headers.size() != WRITERS * HEADERS) {
            lost.incrementAndGet();
        }
        if (wrong > 0) {
            foreign.incrementAndGet();
        }
        if (failed > 0) {
            exceptions.incrementAndGet();
        }
    }

    private static void guarded(AtomicLong failed, CyclicBarrier together, Runnable work) {
        try {
            together.await();
            work.run();
        } catch (ConcurrentModificationException | ClassCastException | NullPointerException e) {
            failed.incrementAndGet(); // what the experiment is about
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("another thread of the trial was interrupted", e);
        }
    }

    private static void write(Map<String, String> headers, String writer) {
        for (int header = 0; header < HEADERS; header++) {
            String name = writer + "-" + header;
            headers.put(name, "value of " + name);
        }
    }

    private static void read(Map<String, String> headers) {
        long length = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            length += header.getValue() == null ? 0 : header.getValue().length();
        }
        if (length < 0) {
            throw new IllegalStateException("a length cannot be negative");
        }
    }
}
