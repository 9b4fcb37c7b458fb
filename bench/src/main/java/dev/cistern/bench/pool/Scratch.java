package dev.cistern.bench.pool;

import dev.cistern.pool.Lease;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.SafetyLevel;
import dev.cistern.pool.ScratchPool;
import org.openjdk.jmh.infra.Blackhole;

/** Ours, with a release of its own or by a lease. */
record Scratch(ScratchPool<Object> pool, boolean clears, boolean leases) implements Contender {
    static Scratch of(Kind kind, boolean clear, boolean leases, SafetyLevel safety) {
        PoolPolicy<Object> policy = clear ? new Clearing(kind) : Keeping.policy(kind);
        ScratchPool<Object> pool =
                ScratchPool.builder(policy).name("bench").safety(safety).build();
        return new Scratch(pool, clear, leases);
    }

    @Override
    public Object acquire() {
        return pool.acquire();
    }

    @Override
    public void release(Object item) {
        pool.release(item);
    }

    @Override
    public void use(Kind kind, boolean clear, Blackhole sink) {
        if (!leases) {
            Contender.super.use(kind, clear, sink);
            return;
        }
        try (Lease<Object> lease = pool.lease()) {
            sink.consume(kind.touch(lease.get()));
            sink.consume(lease.get());
        }
    }

    /** Clears the object. */
    private record Clearing(Kind kind) implements PoolPolicy<Object> {
        @Override
        public Object create() {
            return kind.create();
        }

        @Override
        public boolean reset(Object object) {
            kind.clear(object);
            return true;
        }
    }
}
