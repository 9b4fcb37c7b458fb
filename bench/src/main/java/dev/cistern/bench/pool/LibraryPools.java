package dev.cistern.bench.pool;

import io.netty.util.Recycler;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.RecyclerPool;

/** The pools of other libraries, but Stormpot. */
final class LibraryPools {
    private LibraryPools() {}

    /** Netty's; it pools only on Netty's own threads and wants each object to know its handle. */
    record NettyRecycler(Recycler<Recycled> recycler) implements Contender {
        NettyRecycler(Kind kind) {
            this(new Recycler<>() {
                @Override
                protected Recycled newObject(Handle<Recycled> handle) {
                    return new Recycled(kind.create(), handle);
                }
            });
        }

        record Recycled(Object payload, Recycler.Handle<Recycled> handle) {}

        @Override
        public Object acquire() {
            return recycler.get();
        }

        @Override
        public Object payload(Object item) {
            return ((Recycled) item).payload();
        }

        @Override
        public void release(Object item) {
            Recycled recycled = (Recycled) item;
            recycled.handle().recycle(recycled);
        }
    }

    /** An object in one of Jackson's pools. */
    static final class Linked implements RecyclerPool.WithPool<Linked> {
        private final Object payload;
        private @Nullable RecyclerPool<Linked> pool;

        Linked(Object payload) {
            this.payload = payload;
        }

        @Override
        public Linked withPool(RecyclerPool<Linked> owner) {
            pool = owner;
            return this;
        }

        @Override
        public void releaseToPool() {
            RecyclerPool<Linked> owner = pool;
            if (owner != null) {
                pool = null;
                owner.releasePooled(this);
            }
        }
    }

    /** Jackson's pool on a concurrent deque, and its bounded one on a blocking queue. */
    record Jackson(RecyclerPool<Linked> pool) implements Contender {
        static Jackson deque(Kind kind) {
            return new Jackson(new DequePool(kind));
        }

        static Jackson bounded(Kind kind) {
            return new Jackson(new BoundedPool(kind));
        }

        @Override
        public Object acquire() {
            return pool.acquireAndLinkPooled();
        }

        @Override
        public Object payload(Object item) {
            return ((Linked) item).payload;
        }

        @Override
        public void release(Object item) {
            ((Linked) item).releaseToPool();
        }
    }

    private static final class DequePool extends RecyclerPool.ConcurrentDequePoolBase<Linked> {
        private static final long serialVersionUID = 1;
        private final transient Kind kind;

        DequePool(Kind kind) {
            super(0);
            this.kind = kind;
        }

        @Override
        public Linked createPooled() {
            return new Linked(kind.create());
        }
    }

    private static final class BoundedPool extends RecyclerPool.BoundedPoolBase<Linked> {
        private static final long serialVersionUID = 1;
        private final transient Kind kind;

        BoundedPool(Kind kind) {
            super(1024);
            this.kind = kind;
        }

        @Override
        public Linked createPooled() {
            return new Linked(kind.create());
        }
    }

    /** Apache's general pool, unbounded in the number it lends and without any of its checks. */
    record Commons(GenericObjectPool<Object> pool) implements Contender {
        Commons(Kind kind) {
            this(new GenericObjectPool<>(new Factory(kind), config()));
        }

        private static GenericObjectPoolConfig<Object> config() {
            GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
            config.setJmxEnabled(false);
            config.setMaxTotal(-1);
            config.setMaxIdle(1024);
            return config;
        }

        @Override
        public Object acquire() {
            try {
                return pool.borrowObject();
            } catch (Exception e) {
                throw new IllegalStateException("commons-pool2 lent nothing", e);
            }
        }

        @Override
        public void release(Object item) {
            pool.returnObject(item);
        }

        @Override
        public void drop(Object item) {
            try {
                pool.invalidateObject(item);
            } catch (Exception e) {
                throw new IllegalStateException("commons-pool2 did not give an object up", e);
            }
        }

        private static final class Factory extends BasePooledObjectFactory<Object> {
            private final Kind kind;

            Factory(Kind kind) {
                this.kind = kind;
            }

            @Override
            public Object create() {
                return kind.create();
            }

            @Override
            public PooledObject<Object> wrap(Object object) {
                return new DefaultPooledObject<>(object);
            }
        }
    }
}
