package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the clock does to one pool, asked by hand. */
final class PoolUpkeepTest {
    private static final long TICK = 30_000_000_000L;

    private final StripedPool<byte[]> pool =
            (StripedPool<byte[]>) ScratchPool.builder(PoolPolicy.of(() -> new byte[16], array -> {
                        spin(20_000);
                        return true;
                    }))
                    .autoBypass(true)
                    .build();
    private long now;

    private static void spin(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    private void tick() {
        now += TICK;
        pool.back().upkeep().onOccasion(TrimOccasion.TIMER, HeapPressure.LOW, now);
    }

    private void use() {
        for (int i = 0; i < 100; i++) {
            pool.release(pool.acquire());
        }
    }

    @Test
    void tick_resetDearerThanCreate_poolStepsAsideAndIsTriedAgain() {
        for (int i = 0; i < 40 && pool.stats().bypassed() == 0; i++) {
            use();
            tick();
        }
        assertThat(pool.verdict())
                .isInstanceOfSatisfying(
                        PoolVerdict.DoesNotPay.class,
                        no -> assertThat(no.harm()).isTrue());
        long bypassed = pool.stats().bypassed();
        assertThat(bypassed).isEqualTo(100);
        assertThat(pool.stats().retained()).isZero();
        for (int i = 0; i < 10; i++) {
            tick();
        }
        use();
        assertThat(pool.stats().bypassed()).isEqualTo(bypassed);
    }

    @Test
    void majorCycles_two_emptyAnIdlePool() {
        pool.release(pool.acquire());
        pool.back().upkeep().onOccasion(TrimOccasion.EXPLICIT_CYCLE, HeapPressure.LOW, now);
        assertThat(pool.stats().retained()).isEqualTo(1);
        pool.back().upkeep().onOccasion(TrimOccasion.EXPLICIT_CYCLE, HeapPressure.LOW, now);
        assertThat(pool.stats().retained()).isZero();
    }

    @Test
    void majorCycle_fullHeap_dropsBothGenerations() {
        pool.release(pool.acquire());
        pool.back().upkeep().onOccasion(TrimOccasion.MAJOR_CYCLE, HeapPressure.HIGH, now);
        assertThat(pool.stats().retained()).isZero();
    }

    @Test
    void youngCycle_anyHeap_onlyTheReuseMeterNotices() {
        pool.release(pool.acquire());
        pool.release(pool.acquire());
        pool.back().upkeep().onOccasion(TrimOccasion.YOUNG_CYCLE, HeapPressure.HIGH, now);
        assertThat(pool.stats().retained()).isEqualTo(1);
        assertThat(pool.stats().reuse()).hasValue(0.5);
    }
}
