package dev.cistern.bench.pool;

import dev.cistern.bench.harness.CpuClock;
import dev.cistern.bench.harness.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;

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

    private VirtualThreadRounds() {}

    /** Work for one virtual thread. */
    private record Task(IntConsumer work, int uses, CountDownLatch done) implements Runnable {
        @Override
        public void run() {
            work.accept(uses);
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
        public int touch(Kind kind, Object item) {
            return 0;
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
            IntConsumer work = (IntConsumer) Specialized.copyOf(VirtualWork.class, contender);
            turns.add(() -> turn(work, uses, threads));
        }
        Rounds.run(arguments, turns);
    }

    private static Rounds.Measured turn(IntConsumer work, int uses, ThreadFactory threads) throws InterruptedException {
        long cpuStart = CPU.nanos();
        long start = System.nanoTime();
        for (int batch = 0; batch < BATCHES; batch++) {
            CountDownLatch done = new CountDownLatch(THREADS);
            Task task = new Task(work, uses, done);
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
