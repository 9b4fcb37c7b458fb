package dev.cistern.experiments.cost;

import dev.cistern.lab.ReferenceSlot;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;

/** Lets advise judge by the pool that it recommends. */
public final class PoolSlot implements ReferenceSlot {
    private static final ScratchPool<Object[]> POOL = ScratchPool.builder(
                    PoolPolicy.<Object[]>of(() -> new Object[1], slot -> true))
            .name("reference slot")
            .build();

    /** What the service loader calls. */
    public PoolSlot() {}

    @Override
    public String name() {
        return ScratchPool.class.getName();
    }

    @Override
    public Object acquire() {
        return POOL.acquire();
    }

    @Override
    public void release(Object object) {
        POOL.release((Object[]) object);
    }
}
