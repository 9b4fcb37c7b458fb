package dev.cistern.bench.pool;

import dev.cistern.bench.harness.CpuClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/**
 * Starts virtual threads by the thousand, each of which uses a pool a few times and ends: in one JVM, all pools in turn,
 * since single runs of this differ by a factor of three.
 *
 * <p>The main class of the JVM that {@link VirtualThreadSuite} forks. Prints one line a round: contender, wall and CPU
 * nanoseconds for each acquire.
 */
final class VirtualThreadRounds {
    static final String EMPTY = "(empty run)";
    private static final int THREADS = 1_000;
    private static final int BATCHES = 20;

    private static final CpuClock CPU = new CpuClock();

    @SuppressWarnings("UnusedVariable") // written so that what is touched is not optimised away
    private static volatile int blackHole;

    private VirtualThreadRounds() {}

    /** Work for one virtual thread. */
    private record Task(Contender contender, int uses, CountDownLatch done) implements Runnable {
        @Override
        public void run() {
            int touched = 0;
            if (contender instanceof Nothing) {
                done.countDown();
                return;
            }
            for (int i = 0; i < uses; i++) {
                Object item = contender.acquire();
                touched += contender.touch(Kind.BYTES, item);
                contender.release(item);
            }
            if (touched == 42) {
                blackHole = touched;
            }
            done.countDown();
        }
    }

    /** Uses nothing: what the threads themselves cost. */
    private record Nothing() implements Contender {
        @Override
        public Object acquire() {
            return this;
        }

        @Override
        public void release(Object item) {}
    }

    /**
     * Runs.
     *
     * @param arguments uses of each thread, rounds that are not counted, rounds that are, and the contenders
     */
    public static void main(String[] arguments) throws Exception {
        int uses = Integer.parseInt(arguments[0]);
        int warmups = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        ThreadFactory threads = virtualThreads();
        List<String> names = List.of(arguments).subList(3, arguments.length);
        List<Contender> contenders = new ArrayList<>();
        for (String name : names) {
            contenders.add(name.equals(EMPTY) ? new Nothing() : Contenders.named(name, Kind.BYTES, false));
        }
        for (int round = 0; round < warmups + rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                // Each round starts with another contender, so that none always runs in the wake of the same.
                int index = (i + round) % names.size();
                String line = round(contenders.get(index), uses, threads);
                if (round >= warmups) {
                    System.out.println(names.get(index) + "\t" + line);
                }
            }
        }
    }

    private static String round(Contender contender, int uses, ThreadFactory threads) throws InterruptedException {
        long cpuStart = CPU.nanos();
        long start = System.nanoTime();
        for (int batch = 0; batch < BATCHES; batch++) {
            CountDownLatch done = new CountDownLatch(THREADS);
            Task task = new Task(contender, uses, done);
            for (int i = 0; i < THREADS; i++) {
                threads.newThread(task).start();
            }
            done.await();
        }
        long wall = System.nanoTime() - start;
        long cpu = CPU.nanos() - cpuStart;
        double acquires = (double) BATCHES * THREADS * uses;
        return String.format(Locale.ROOT, "%.3f\t%.3f", wall / acquires, cpu / acquires);
    }

    /** By reflection, since the suites are compiled for 17. */
    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}
