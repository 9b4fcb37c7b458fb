package dev.cistern.bench.pool;

import dev.cistern.pool.SafetyLevel;
import java.util.List;
import java.util.Locale;

/** All contenders by the names that the tables use. */
final class Contenders {
    static final String OURS = "ScratchPool";
    static final String LEASE = "ScratchPool.lease";
    static final String NEW = "new";
    static final String THREAD_LOCAL = "ThreadLocal slot";
    static final String THREAD_LOCAL_STACK = "ThreadLocal stack";
    static final String STRIPED = "striped slots";
    static final String LINKED_QUEUE = "ConcurrentLinkedQueue";
    static final String ARRAY_QUEUE = "JCTools MpmcArrayQueue";
    static final String NETTY = "Netty Recycler";
    static final String NETTY_OWN_THREAD = "Netty Recycler, own thread class";
    static final String JACKSON_DEQUE = "Jackson deque pool";
    static final String JACKSON_BOUNDED = "Jackson bounded pool";
    static final String COMMONS = "commons-pool2";
    static final String STORMPOT = "Stormpot";
    static final String STORMPOT_VIRTUAL = "Stormpot, virtual-thread tap";
    static final String HIKARI = "HikariCP bag";
    static final String JETTY = "Jetty ArrayByteBufferPool";
    static final String NETTY_ADAPTIVE = "Netty adaptive allocator";
    static final String NETTY_POOLED = "Netty pooled allocator";
    static final String TRIO = "three ";

    /** All that lend objects of any kind. */
    static final List<String> ALL = List.of(
            OURS,
            THREAD_LOCAL,
            STRIPED,
            LINKED_QUEUE,
            ARRAY_QUEUE,
            NETTY,
            NETTY_OWN_THREAD,
            JACKSON_DEQUE,
            JACKSON_BOUNDED,
            COMMONS,
            STORMPOT,
            STORMPOT_VIRTUAL,
            HIKARI,
            NEW);

    /** All that lend buffers only. */
    static final List<String> BUFFERS = List.of(JETTY, NETTY_ADAPTIVE, NETTY_POOLED);

    private Contenders() {}

    static Contender named(String name, Kind kind, boolean clear) {
        if (name.startsWith(TRIO)) {
            String each = name.substring(TRIO.length());
            return new Trio(
                    named(each, Kind.BYTES, clear), named(each, Kind.BUILDER, clear), named(each, Kind.LONGS, clear));
        }
        if (name.startsWith(OURS)) {
            return ours(name, kind, clear);
        }
        return switch (name) {
            case NEW -> new PlainPools.Allocation(kind);
            case THREAD_LOCAL -> new PlainPools.ThreadLocalSlot(kind);
            case THREAD_LOCAL_STACK -> new PlainPools.ThreadLocalStack(kind);
            case STRIPED -> new PlainPools.StripedSlots(kind);
            case LINKED_QUEUE -> new PlainPools.LinkedQueue(kind);
            case ARRAY_QUEUE -> new PlainPools.ArrayQueue(kind);
            case NETTY, NETTY_OWN_THREAD -> new LibraryPools.NettyRecycler(kind);
            case JACKSON_DEQUE -> LibraryPools.Jackson.deque(kind);
            case JACKSON_BOUNDED -> LibraryPools.Jackson.bounded(kind);
            case COMMONS -> new LibraryPools.Commons(kind);
            case STORMPOT -> StormpotTap.threadSafe(kind);
            case STORMPOT_VIRTUAL -> StormpotTap.virtualThreadSafe(kind);
            case HIKARI -> BufferPools.Hikari.of(kind);
            case JETTY -> BufferPools.Jetty.of(kind);
            case NETTY_ADAPTIVE -> BufferPools.NettyBuffers.adaptive(kind);
            case NETTY_POOLED -> BufferPools.NettyBuffers.pooled(kind);
            default ->
                throw new IllegalArgumentException(
                        "contender must be one of " + ALL + " or " + BUFFERS + ", but was '" + name + "'");
        };
    }

    /** "ScratchPool", "ScratchPool.lease", each with a safety level behind it if need be. */
    private static Contender ours(String name, Kind kind, boolean clear) {
        boolean leases = name.startsWith(LEASE);
        String level = name.substring((leases ? LEASE : OURS).length()).strip();
        SafetyLevel safety = level.isEmpty() ? SafetyLevel.BASIC : SafetyLevel.valueOf(level.toUpperCase(Locale.ROOT));
        return Scratch.of(kind, clear, leases, safety);
    }
}
