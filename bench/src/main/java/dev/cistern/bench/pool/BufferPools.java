package dev.cistern.bench.pool;

import com.zaxxer.hikari.util.ConcurrentBag;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/** Pools that lend nothing but buffers, on the heap, and the bag in which HikariCP keeps its connections. */
final class BufferPools {
    private static final int SIZE = 8192;

    private BufferPools() {}

    static void onlyBytes(Kind kind, String name) {
        if (kind != Kind.BYTES) {
            throw new IllegalArgumentException(name + " lends only buffers, but was asked for " + kind);
        }
    }

    /** Netty's allocators; a buffer is a piece of a larger array, so it is touched by Netty's own methods. */
    record NettyBuffers(ByteBufAllocator allocator) implements Contender {
        static NettyBuffers adaptive(Kind kind) {
            onlyBytes(kind, Contenders.NETTY_ADAPTIVE);
            return new NettyBuffers(new AdaptiveByteBufAllocator(false));
        }

        /** With thread caches on Netty's threads only, which is its default. */
        static NettyBuffers pooled(Kind kind) {
            onlyBytes(kind, Contenders.NETTY_POOLED);
            return new NettyBuffers(new PooledByteBufAllocator(false));
        }

        @Override
        public Object acquire() {
            return allocator.heapBuffer(SIZE, SIZE);
        }

        @Override
        public int touch(Kind kind, Object item) {
            ByteBuf buffer = (ByteBuf) item;
            int next = buffer.getByte(0) + 1;
            buffer.setByte(0, next);
            return buffer.getByte(1) + next;
        }

        @Override
        public void clear(Kind kind, Object item) {
            ((ByteBuf) item).setZero(0, SIZE);
        }

        @Override
        public void release(Object item) {
            ((ByteBuf) item).release();
        }
    }

    /** Jetty's pool of buffers. */
    record Jetty(ByteBufferPool pool) implements Contender {
        static Jetty of(Kind kind) {
            onlyBytes(kind, Contenders.JETTY);
            return new Jetty(new ArrayByteBufferPool());
        }

        @Override
        public Object acquire() {
            return pool.acquire(SIZE, false);
        }

        @Override
        public Object payload(Object item) {
            return ((RetainableByteBuffer) item).getByteBuffer().array();
        }

        @Override
        public void release(Object item) {
            ((RetainableByteBuffer) item).release();
        }
    }

    /** HikariCP's bag with a fixed number of objects, as it is used for connections. */
    record Hikari(ConcurrentBag<Entry> bag) implements Contender {
        private static final int OBJECTS = 64;

        static Hikari of(Kind kind) {
            ConcurrentBag<Entry> bag = new ConcurrentBag<>(waiting -> {});
            for (int i = 0; i < OBJECTS; i++) {
                bag.add(new Entry(kind.create()));
            }
            return new Hikari(bag);
        }

        @Override
        public Object acquire() {
            try {
                Entry entry = bag.borrow(10, TimeUnit.SECONDS);
                if (entry == null) {
                    throw new IllegalStateException("HikariCP's bag lent nothing within 10 s");
                }
                return entry;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for HikariCP's bag", e);
            }
        }

        @Override
        public Object payload(Object item) {
            return ((Entry) item).payload;
        }

        @Override
        public void release(Object item) {
            bag.requite((Entry) item);
        }
    }

    /** An object in HikariCP's bag. */
    static final class Entry implements ConcurrentBag.IConcurrentBagEntry {
        private final Object payload;
        private final AtomicInteger state = new AtomicInteger();

        Entry(Object payload) {
            this.payload = payload;
        }

        @Override
        public boolean compareAndSet(int expected, int next) {
            return state.compareAndSet(expected, next);
        }

        @Override
        public void setState(int next) {
            state.set(next);
        }

        @Override
        public int getState() {
            return state.get();
        }
    }
}
