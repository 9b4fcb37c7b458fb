package dev.cistern.gallery;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What the programs of the gallery have in common: they repeat one operation by a fixed schedule.
 *
 * <p>Without arguments a program says {@code ready} and runs until its standard input ends. With {@code --measure N} it
 * runs for N seconds after a warm-up and prints what an operation cost: CPU time of the process and bytes allocated. With
 * {@code --count} it prints twice a second how many operations it has done, for {@code cistern prove}, until its standard
 * input ends.
 */
final class Workload {
    /** One operation; told its number. */
    @FunctionalInterface
    interface Operation {
        void run(long number) throws Exception;
    }

    private static final long WARM_UP_SECONDS = 10;

    private final Operation operation;
    private final int perSecond;
    private final boolean virtualThreads;
    private final LongAdder done = new LongAdder();
    private final AtomicBoolean failed = new AtomicBoolean();

    /** Runs an operation so many times a second; on virtual threads each run gets a new one. */
    Workload(int perSecond, boolean virtualThreads, Operation operation) {
        this.perSecond = perSecond;
        this.virtualThreads = virtualThreads;
        this.operation = operation;
    }

    /** Runs as the program's arguments say, then ends the process. */
    void run(String[] arguments) throws IOException, InterruptedException {
        Thread.ofPlatform().name("load").daemon().start(this::repeat);
        if (arguments.length == 2 && arguments[0].equals("--measure")) {
            measure(Long.parseLong(arguments[1]));
        } else if (arguments.length == 1 && arguments[0].equals("--count")) {
            Thread.ofPlatform().name("count").daemon().start(this::count);
            awaitEndOfInput();
        } else {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            System.out.println("ready");
            awaitEndOfInput();
        }
        System.exit(failed.get() ? 1 : 0);
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Only its end counts.
        }
    }

    private void count() {
        long begun = System.nanoTime();
        for (long half = 1; ; half++) {
            sleepUntil(begun + half * TimeUnit.SECONDS.toNanos(1) / 2);
            System.out.println("operations " + done.sum());
        }
    }

    private void repeat() {
        long start = System.nanoTime();
        for (long number = 0; !failed.get(); number++) {
            sleepUntil(start + number * TimeUnit.SECONDS.toNanos(1) / perSecond);
            long current = number;
            if (virtualThreads) {
                Thread.startVirtualThread(() -> once(current));
            } else {
                once(current);
            }
        }
    }

    private void once(long number) {
        try {
            operation.run(number);
            done.increment();
        } catch (Exception e) {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("operation " + number + " failed", e);
            }
        }
    }

    private void measure(long seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        long operations = done.sum();
        long cpu = cpuNanos();
        long bytes = allocatedBytes();
        TimeUnit.SECONDS.sleep(seconds);
        double count = done.sum() - operations;
        System.out.printf(
                Locale.ROOT,
                "cpuNanosPerOperation=%.0f bytesPerOperation=%.0f operations=%.0f%n",
                (cpuNanos() - cpu) / count,
                (allocatedBytes() - bytes) / count,
                count);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
