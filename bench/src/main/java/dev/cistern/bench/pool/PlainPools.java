package dev.cistern.bench.pool;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jctools.queues.MpmcArrayQueue;
import org.jspecify.annotations.Nullable;

/** What a programmer writes instead of taking a pool from a library. */
final class PlainPools {
    private PlainPools() {}

    /** No pool: the garbage collector's work. */
    record Allocation(Kind kind) implements Contender {
        @Override
        public Object acquire() {
            return kind.create();
        }

        @Override
        public void release(Object item) {}

        @Override
        public boolean clears() {
            return true;
        }
    }

    /** One object a thread; the limit of what is possible, but unbounded by the number of threads. */
    record ThreadLocalSlot(Kind kind, ThreadLocal<@Nullable Object[]> slots) implements Contender {
        ThreadLocalSlot(Kind kind) {
            this(kind, ThreadLocal.withInitial(() -> new @Nullable Object[1]));
        }

        @Override
        public Object acquire() {
            @Nullable Object[] slot = slots.get();
            Object kept = slot[0];
            if (kept == null) {
                return kind.create();
            }
            slot[0] = null;
            return kept;
        }

        @Override
        public void release(Object item) {
            slots.get()[0] = item;
        }
    }

    /** A stack a thread, for threads that hold several objects at once. */
    record ThreadLocalStack(Kind kind, ThreadLocal<ArrayDeque<Object>> stacks) implements Contender {
        ThreadLocalStack(Kind kind) {
            this(kind, ThreadLocal.withInitial(ArrayDeque::new));
        }

        @Override
        public Object acquire() {
            Object kept = stacks.get().pollFirst();
            return kept == null ? kind.create() : kept;
        }

        @Override
        public void release(Object item) {
            stacks.get().addFirst(item);
        }
    }

    /** The queue of the JDK. */
    record LinkedQueue(Kind kind, ConcurrentLinkedQueue<Object> queue) implements Contender {
        LinkedQueue(Kind kind) {
            this(kind, new ConcurrentLinkedQueue<>());
        }

        @Override
        public Object acquire() {
            Object kept = queue.poll();
            return kept == null ? kind.create() : kept;
        }

        @Override
        public void release(Object item) {
            queue.offer(item);
        }
    }

    /** A bounded queue for many threads at both ends. */
    record ArrayQueue(Kind kind, MpmcArrayQueue<Object> queue) implements Contender {
        ArrayQueue(Kind kind) {
            this(kind, new MpmcArrayQueue<>(1024));
        }

        @Override
        public Object acquire() {
            Object kept = queue.poll();
            return kept == null ? kind.create() : kept;
        }

        @Override
        public void release(Object item) {
            queue.offer(item);
        }
    }

    /**
     * One slot a stripe, the stripe chosen by the thread's id, nothing behind it: the idea of a proposal to Jackson,
     * written anew. It neither counts nor trims, and what finds its slot full is dropped.
     */
    record StripedSlots(Kind kind, AtomicReferenceArray<Object> slots) implements Contender {
        private static final int STRIPES = 8;
        private static final int STRIDE = 32;

        StripedSlots(Kind kind) {
            this(kind, new AtomicReferenceArray<>((STRIPES + 2) * STRIDE));
        }

        @Override
        public Object acquire() {
            int slot = slot();
            Object kept = slots.getOpaque(slot) == null ? null : slots.getAndSet(slot, null);
            return kept == null ? kind.create() : kept;
        }

        @Override
        public void release(Object item) {
            int slot = slot();
            if (slots.getOpaque(slot) == null) {
                slots.setRelease(slot, item);
            }
        }

        private static int slot() {
            return (1 + BenchThreads.stripe(currentThreadId(), STRIPES)) * STRIDE;
        }

        @SuppressWarnings("deprecation") // threadId() came with JDK 19, and the suites run on 17
        private static long currentThreadId() {
            return Thread.currentThread().getId();
        }
    }
}
