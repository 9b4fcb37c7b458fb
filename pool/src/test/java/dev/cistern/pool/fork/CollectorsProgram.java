package dev.cistern.pool.fork;

import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.PoolStats;
import dev.cistern.pool.ScratchPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a collection means to a pool, seen from outside. */
final class CollectorsProgram {
    private static final int OBJECTS = 12;
    private static final int ROTATIONS = 8;

    private final ScratchPool<byte[]> idle = pool(2);

    /** Built after the others and emptied by each cycle: when it is empty, they have been asked too. */
    private final ScratchPool<byte[]> signal;

    private final ScratchPool<byte[]> hot = pool(2);

    private CollectorsProgram() {
        signal = pool(1);
    }

    public static void main(String[] arguments) throws InterruptedException {
        CollectorsProgram program = new CollectorsProgram();
        program.awaitClock();
        program.idlePool();
        program.hotPool();
        program.youngCollections();
    }

    private static ScratchPool<byte[]> pool(int cycles) {
        return ScratchPool.builder(PoolPolicy.of(() -> new byte[1024], array -> true))
                .retention(cycles, Duration.ofSeconds(60))
                .build();
    }

    private static void fill(ScratchPool<byte[]> pool) {
        List<byte[]> held = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            held.add(pool.acquire());
        }
        held.forEach(pool::release);
    }

    /** The clock is started by the first miss, and hears of collections from when it waits for them. */
    private void awaitClock() {
        fill(signal);
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> thread.getKey().getName().equals("cistern-pool-clock")
                        && Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("await")))) {
            Thread.onSpinWait();
        }
    }

    private void collect() {
        fill(signal);
        System.gc();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (signal.stats().retained() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a full collection did not reach the pools within a minute");
            }
            Thread.onSpinWait();
        }
    }

    private void idlePool() {
        fill(idle);
        System.out.println("idle before " + idle.stats().retained());
        collect();
        System.out.println("idle after one " + idle.stats().retained());
        collect();
        System.out.println("idle after two " + idle.stats().retained());
    }

    private void hotPool() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            users.add(new Thread(() -> {
                while (!done.get()) {
                    fill(hot);
                }
            }));
        }
        users.forEach(Thread::start);
        while (hot.stats().acquires() < 10_000) {
            Thread.onSpinWait();
        }
        PoolStats before = hot.stats();
        for (int i = 0; i < ROTATIONS; i++) {
            collect();
        }
        PoolStats after = hot.stats();
        done.set(true);
        for (Thread user : users) {
            user.join();
        }
        double hits = after.hits() - before.hits();
        System.out.println("hot hit ratio " + (hits / (after.acquires() - before.acquires()) > 0.99 ? "kept" : "lost"));
    }

    /** Fills the young generation many times over. */
    private void youngCollections() {
        fill(idle);
        int retained = idle.stats().retained();
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += new byte[1024].length;
        }
        System.out.println(
                "idle after young ones " + (idle.stats().retained() == retained && sum > 0 ? "kept" : "lost"));
    }
}
