package dev.cistern.bench.pool;

import java.util.concurrent.TimeUnit;
import stormpot.Allocator;
import stormpot.Expiration;
import stormpot.Pool;
import stormpot.PoolTap;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;

/** Stormpot, whose objects are made by a thread of its own; without its check of age, which costs a look at the clock. */
record StormpotTap(PoolTap<Tapped> tap) implements Contender {
    private static final int SIZE = 64;
    private static final Timeout TIMEOUT = new Timeout(10, TimeUnit.SECONDS);

    static StormpotTap threadSafe(Kind kind) {
        return new StormpotTap(pool(kind).getThreadSafeTap());
    }

    static StormpotTap virtualThreadSafe(Kind kind) {
        return new StormpotTap(pool(kind).getVirtualThreadSafeTap());
    }

    private static Pool<Tapped> pool(Kind kind) {
        return Pool.from(new KindAllocator(kind))
                .setSize(SIZE)
                .setExpiration(Expiration.never())
                .build();
    }

    @Override
    public Object acquire() {
        try {
            Tapped claimed = tap.claim(TIMEOUT);
            if (claimed == null) {
                throw new IllegalStateException("Stormpot lent nothing within 10 s");
            }
            return claimed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Stormpot", e);
        }
    }

    @Override
    public Object payload(Object item) {
        return ((Tapped) item).payload();
    }

    @Override
    public void release(Object item) {
        ((Tapped) item).release();
    }

    private record KindAllocator(Kind kind) implements Allocator<Tapped> {
        @Override
        public Tapped allocate(Slot slot) {
            return new Tapped(kind.create(), slot);
        }

        @Override
        public void deallocate(Tapped poolable) {}
    }
}

/** An object in Stormpot. */
record Tapped(Object payload, Slot slot) implements Poolable {
    @Override
    public void release() {
        slot.release(this);
    }
}
