package dev.cistern.pool.fork;

import dev.cistern.pool.Lease;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.PoolStats;
import dev.cistern.pool.ScratchPool;
import dev.cistern.pool.TrimLevel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Many virtual threads and one pool; run with JDK 21 or newer. */
final class VirtualThreadsProgram {
    private static final int MILLION = 1_000_000;
    private static final int PARKED = 20_000;
    private static final int AT_ONCE = 10_000;
    private static final int KIB = 1024;
    private static final long MAXIMUM_WEIGHT = 1024 * KIB;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long SLACK = 8L * 1024 * KIB;

    /** Arrays of 1 to 8 KiB; counts what it destroys. */
    private static final class ArrayPolicy implements PoolPolicy<byte[]> {
        final AtomicLong made = new AtomicLong();
        final AtomicLong destroyed = new AtomicLong();
        final AtomicLong destroyedWeight = new AtomicLong();

        @Override
        public byte[] create() {
            return new byte[(int) (1 + made.getAndIncrement() % 8) * KIB];
        }

        @Override
        public boolean reset(byte[] array) {
            return true;
        }

        @Override
        public long weigh(byte[] array) {
            return array.length;
        }

        @Override
        public void destroy(byte[] array) {
            destroyed.incrementAndGet();
            destroyedWeight.addAndGet(array.length);
        }
    }

    private final ArrayPolicy policy = new ArrayPolicy();
    private final ScratchPool<byte[]> pool = ScratchPool.builder(policy)
            .maximumRetained(500)
            .maximumRetainedWeight(MAXIMUM_WEIGHT)
            .maximumObjectWeight(8 * KIB)
            .build();
    private final ThreadFactory virtual = virtualThreads();

    private VirtualThreadsProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        VirtualThreadsProgram program = new VirtualThreadsProgram();
        program.warmUp();
        long before = usedHeap();
        AtomicBoolean done = new AtomicBoolean();
        Thread sampler = new Thread(() -> program.holdToTheBound(done));
        sampler.start();
        if (arguments[0].equals("million")) {
            program.million();
        } else {
            program.parked();
        }
        done.set(true);
        sampler.join();
        long after = usedHeap();
        program.account();
        System.out.println(after - before <= SLACK + MAXIMUM_WEIGHT ? "flat" : "grew from " + before + " to " + after);
    }

    /** A few rounds, so that what the first million of anything leaves behind (code, carriers) is there before. */
    private void warmUp() throws InterruptedException {
        run(AT_ONCE, new CountDownLatch(0));
    }

    private void million() throws InterruptedException {
        run(MILLION, new CountDownLatch(0));
    }

    private void run(int threads, CountDownLatch gate) throws InterruptedException {
        Semaphore atOnce = new Semaphore(AT_ONCE);
        for (int i = 0; i < threads; i++) {
            atOnce.acquire();
            virtual.newThread(() -> {
                        touch(gate);
                        atOnce.release();
                    })
                    .start();
        }
        atOnce.acquire(AT_ONCE);
    }

    private void touch(CountDownLatch gate) {
        try (Lease<byte[]> lease = pool.lease()) {
            lease.get()[0]++;
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void parked() throws InterruptedException {
        CountDownLatch holding = new CountDownLatch(PARKED);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(PARKED);
        for (int i = 0; i < PARKED; i++) {
            virtual.newThread(() -> {
                        try (Lease<byte[]> lease = pool.lease()) {
                            lease.get()[0]++;
                            holding.countDown();
                            gate.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        } finally {
                            ended.countDown();
                        }
                    })
                    .start();
        }
        holding.await();
        System.out.println("all hold one " + (policy.made.get() - policy.destroyed.get() >= PARKED));
        gate.countDown();
        ended.await();
    }

    private void holdToTheBound(AtomicBoolean done) {
        int samples = 0;
        int most = 0;
        while (!done.get()) {
            most = Math.max(most, pool.stats().retained());
            samples++;
        }
        PoolStats stats = pool.stats();
        boolean held = most <= stats.maximumRetained() && stats.maximumRetained() * 8L * KIB <= MAXIMUM_WEIGHT;
        System.out.println("within the bound " + (held && samples > 100 && most > 0));
    }

    /** Every object made is idle or was destroyed, once. */
    private void account() {
        System.out.println("accounted for "
                + comesTrue(() -> policy.made.get() - policy.destroyed.get()
                        == pool.stats().retained()));
        long weightBefore = policy.destroyedWeight.get();
        pool.trim(TrimLevel.ALL);
        boolean allDestroyed = comesTrue(() -> policy.made.get() == policy.destroyed.get());
        System.out.println("weight within the bound "
                + (allDestroyed && policy.destroyedWeight.get() - weightBefore <= MAXIMUM_WEIGHT));
    }

    /** Waits, since the pool's clock trims after a collection on a thread of its own and may be amid destroying. */
    private static boolean comesTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** {@code Thread.ofVirtual().factory()}, which the release these tests are compiled for does not have. */
    private static ThreadFactory virtualThreads() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Object made = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual))
                    .invoke();
            return (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                    .invoke(made);
        } catch (Throwable e) {
            throw new IllegalStateException("this program needs virtual threads", e);
        }
    }
}
