package dev.cistern.bench.pool;

import dev.cistern.bench.harness.CpuClock;
import dev.cistern.bench.harness.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/**
 * Starts virtual threads by the thousand, each of which uses a pool a few times and ends: in one JVM, all pools in turn,
 * since single runs of this differ by a factor of three.
 *
 * <p>The main class of the JVM that {@link VirtualThreadSuite} forks.
 */
final class VirtualThreadRounds {
    static final String USES = "bench.uses";
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

    public static void main(String[] arguments) throws Exception {
        int uses = Integer.getInteger(USES, 1);
        ThreadFactory threads = virtualThreads();
        List<Rounds.Turn> turns = new ArrayList<>();
        for (String name : Rounds.names(arguments)) {
            Contender contender = name.equals(EMPTY) ? new Nothing() : Contenders.named(name, Kind.BYTES, false);
            turns.add(() -> turn(contender, uses, threads));
        }
        Rounds.run(arguments, turns);
    }

    private static Rounds.Measured turn(Contender contender, int uses, ThreadFactory threads)
            throws InterruptedException {
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
        return new Rounds.Measured(wall / acquires, cpu / acquires, Double.NaN);
    }

    /** By reflection, since the suites are compiled for 17. */
    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}
