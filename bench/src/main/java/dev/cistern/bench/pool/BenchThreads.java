package dev.cistern.bench.pool;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that JMH measures with: of Netty's class where Netty's pool needs that, and with ids that do or do not
 * share a stripe.
 *
 * <p>Public with this constructor, because JMH makes it by reflection.
 */
public final class BenchThreads extends ThreadPoolExecutor {
    static final String NETTY_PROPERTY = "bench.nettyThreads";
    static final String COLLIDING_PROPERTY = "bench.collidingIds";
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** Stripes of a pool on two cores; with fewer stripes the ids that share one of these still do. */
    private static final int MOST_STRIPES = 16;

    private static final int FEWEST_STRIPES = 8;

    /**
     * Makes the executor.
     *
     * @param threads how many threads
     * @param prefix of their names
     */
    public BenchThreads(int threads, String prefix) {
        this(threads, prefix, Boolean.getBoolean(NETTY_PROPERTY));
    }

    /** Makes the executor with threads of Netty's class, or without. */
    BenchThreads(int threads, String prefix, boolean netty) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new StripedFactory(prefix, netty)::make);
    }

    /** {@return the stripe of a thread, chosen as the pools with stripes choose it: the top bits of a Fibonacci hash} */
    static int stripe(long threadId, int stripes) {
        return (int) ((threadId * GOLDEN_RATIO) >>> (Long.SIZE - Integer.numberOfTrailingZeros(stripes)));
    }

    /** Makes threads, passing over ids until one lies as wanted relative to the first. */
    private static final class StripedFactory {
        private final String prefix;
        private final boolean netty;
        private final boolean colliding = Boolean.getBoolean(COLLIDING_PROPERTY);
        private long first = -1;

        StripedFactory(String prefix, boolean netty) {
            this.prefix = prefix;
            this.netty = netty;
        }

        synchronized Thread make(Runnable work) {
            for (; ; ) {
                Thread thread = netty ? new FastThreadLocalThread(work, prefix) : new Thread(work, prefix);
                thread.setDaemon(true);
                if (fits(id(thread))) {
                    return thread;
                }
            }
        }

        private boolean fits(long id) {
            if (first < 0) {
                first = id;
                return true;
            }
            return colliding
                    ? stripe(id, MOST_STRIPES) == stripe(first, MOST_STRIPES)
                    : stripe(id, FEWEST_STRIPES) != stripe(first, FEWEST_STRIPES);
        }

        @SuppressWarnings("deprecation") // threadId() came with JDK 19, and the suites run on 17
        private static long id(Thread thread) {
            return thread.getId();
        }
    }
}
