package dev.cistern.pool;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool as the builder makes it, but with one stripe and without a place in the process's list of pools: the races need
 * millions of pools a minute.
 */
final class StressedPool implements PoolPolicy<StressedPool.Thing> {
    private static final ScratchPool<Object> ANCHOR = ScratchPool.<Object>builder(
                    PoolPolicy.of(Object::new, object -> true))
            .build();

    static {
        // Starts the clock and keeps it; else it would be started and ended by each of the millions.
        ANCHOR.release(ANCHOR.acquire());
    }

    final StripedPool<Thing> pool;
    private final AtomicInteger created = new AtomicInteger();

    /** What is pooled: it counts its destructions, and has a field that only its owner touches. */
    static final class Thing {
        final AtomicInteger destroyed = new AtomicInteger();
        int field;
    }

    StressedPool(int bound) {
        PoolConfig config = new PoolConfig(
                "stressed",
                bound,
                Long.MAX_VALUE,
                PoolConfig.CALIBRATED,
                new PoolConfig.Retention(2, Duration.ofSeconds(60)),
                Locality.SINGLE,
                false,
                new PoolConfig.SafetyConfig(
                        SafetyLevel.OFF, null, 128, false, Duration.ofSeconds(10), Set.of(), OptionalLong.empty()));
        PolicyCalls<Thing> calls = new PolicyCalls<>("stressed", this, false, true);
        StripeLayout layout = StripeLayout.of(bound, 2, Locality.SINGLE);
        Stripes stripes = Stripes.of(layout);
        PoolGate gate = new PoolGate();
        PoolGuard guard = new PoolGuard(calls, gate, config.safety(), layout.quarantine());
        PoolBack<Thing> back = new PoolBack<>(calls, config, layout, stripes, gate, guard);
        pool = new StripedPool<>("stressed", this, false, false, stripes, gate, guard, back);
    }

    @Override
    public Thing create() {
        created.incrementAndGet();
        return new Thing();
    }

    @Override
    public boolean reset(Thing thing) {
        return true;
    }

    @Override
    public void destroy(Thing thing) {
        thing.destroyed.incrementAndGet();
    }

    int retained() {
        return pool.stats().retained();
    }
}
