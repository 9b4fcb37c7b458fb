package dev.cistern.pool;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the builder makes when all pooling is switched off: every acquire creates, every release destroys. */
record UnpooledPool<T>(
        String name, PolicyCalls<T> calls, PoolGuard guard, LongAdder created, LongAdder dropped, AtomicBoolean closed)
        implements ScratchPool<T> {

    static <T> UnpooledPool<T> of(PoolPolicy<T> policy, PoolConfig config) {
        PolicyCalls<T> calls = PolicyCalls.of(config.name(), policy);
        PoolGuard guard = new PoolGuard(calls, new PoolGate(), config.safety(), 0);
        return new UnpooledPool<>(config.name(), calls, guard, new LongAdder(), new LongAdder(), new AtomicBoolean());
    }

    @Override
    public T acquire() {
        if (closed.get()) {
            throw PoolBack.closed(name);
        }
        created.increment();
        return calls.create();
    }

    @Override
    public void release(T object) {
        discard(object);
    }

    @Override
    public void discard(T object) {
        if (object == null) {
            throw new NullPointerException("pool '" + name + "': release(null)");
        }
        dropped.increment();
        calls.destroy(object);
    }

    @Override
    public Lease<T> lease() {
        return new Lease<>(this, guard, 0, acquire());
    }

    @Override
    public int trim(TrimLevel level) {
        return 0;
    }

    @Override
    public PoolStats stats() {
        PoolStats.Drops drops = new PoolStats.Drops(0, 0, 0, 0, 0, dropped.sum());
        return new PoolStats(
                name, 0, 0, created.sum(), created.sum(), drops, 0, 0, OptionalDouble.empty(), ReleaseMode.NONE);
    }

    @Override
    public PoolVerdict verdict() {
        OptionalDouble none = OptionalDouble.empty();
        return new PoolVerdict.Undecided(
                new PoolVerdict.PoolEvidence(created.sum(), 0, none, none, none, none, none, none, 0, 0),
                "pooling is switched off by -D" + ScratchPoolBuilder.ENABLED_PROPERTY + "=false");
    }

    @Override
    public SafetyLevel safety() {
        return SafetyLevel.OFF;
    }

    @Override
    public void safety(SafetyLevel level) {
        // Nothing is reused, so there is nothing to watch.
    }

    @Override
    public void close() {
        closed.set(true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "ScratchPool[" + name + ", off]";
    }
}
