package dev.cistern.bench.pool;

import com.sun.management.ThreadMXBean;
import dev.cistern.bench.harness.Rounds;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Pools on one or two platform threads, all in one JVM, in turns of a few milliseconds: ratios hold even on a machine
 * whose speed changes from second to second. CPU time and allocation are those of the measuring threads.
 */
final class PoolTurnRounds {
    static final String METHOD = "bench.method";
    static final String THREADS = "bench.threads";
    private static final int COUNT = Integer.getInteger(THREADS, 1);
    private static final long TURN_NANOS = 10_000_000;
    private static final ThreadMXBean THREAD_TIMES = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PoolTurnRounds() {}

    /** A compiled loop around one contender. */
    interface Loop {
        /** {@return how many operations were done until the given reading of {@link System#nanoTime}} */
        long run(long until, PoolWork.Hands hands, Blackhole sink);
    }

    public static void main(String[] arguments) throws Exception {
        ExecutorService ordinary = new BenchThreads(COUNT, "ordinary", false);
        ExecutorService netty = new BenchThreads(COUNT, "netty", true);
        List<Rounds.Turn> turns = new ArrayList<>();
        for (String name : Rounds.names(arguments)) {
            Loop loop =
                    (Loop) Specialized.copyOf(PoolTurn.class, Contenders.named(name, PoolWork.OF, PoolWork.CLEARED));
            turns.add(turn(loop, name.equals(Contenders.NETTY_OWN_THREAD) ? netty : ordinary));
        }
        Rounds.run(arguments, turns);
    }

    private static Rounds.Turn turn(Loop loop, ExecutorService threads) {
        CyclicBarrier together = new CyclicBarrier(COUNT);
        List<Measuring> tasks = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            tasks.add(new Measuring(loop, together, new PoolWork.Hands(), blackhole()));
        }
        return () -> {
            double wall = 0;
            double cpu = 0;
            double bytes = 0;
            for (Future<Rounds.Measured> future : threads.invokeAll(tasks)) {
                wall += future.get().wallNanos() / COUNT;
                cpu += future.get().cpuNanos() / COUNT;
                bytes += future.get().bytes() / COUNT;
            }
            return new Rounds.Measured(wall, cpu, bytes);
        };
    }

    static Blackhole blackhole() {
        return new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
    }

    /** What one thread does in a turn. */
    private record Measuring(Loop loop, CyclicBarrier together, PoolWork.Hands hands, Blackhole sink)
            implements Callable<Rounds.Measured> {
        @Override
        public Rounds.Measured call() throws Exception {
            together.await();
            long bytes = THREAD_TIMES.getCurrentThreadAllocatedBytes();
            long cpu = THREAD_TIMES.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            double operations = loop.run(start + TURN_NANOS, hands, sink);
            long wall = System.nanoTime() - start;
            cpu = THREAD_TIMES.getCurrentThreadCpuTime() - cpu;
            bytes = THREAD_TIMES.getCurrentThreadAllocatedBytes() - bytes;
            return new Rounds.Measured(wall / operations, cpu / operations, bytes / operations);
        }
    }
}
