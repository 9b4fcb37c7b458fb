package dev.cistern.bench.cache;

import java.lang.ref.Reference;
import java.util.Locale;

/** What a JVM runs that does nothing but fill one cache: it prints bytes and nanoseconds an entry. */
final class FootprintProbe {
    /** So many times more keys than entries pass through a cache, so that whatever it remembers of evicted ones is there. */
    private static final int PASSING = 3;

    private FootprintProbe() {}

    /**
     * Fills a cache.
     *
     * @param arguments the contender and the number of entries
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        int size = Integer.parseInt(arguments[1]);
        boolean unbounded = arguments[0].startsWith("(");
        Long[] keys = new Long[unbounded ? size : PASSING * size];
        Long[] values = new Long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ZipfKeys.scrambled(i);
            values[i] = i + 1_000_000_000L;
        }
        try {
            measure(arguments[0], size, keys, values);
        } finally {
            Reference.reachabilityFence(keys);
            Reference.reachabilityFence(values);
        }
    }

    private static void measure(String contender, int size, Long[] keys, Long[] values) throws InterruptedException {
        // What a cache needs once, whatever its size, classes above all, belongs to no entry.
        CacheContender warm = CacheContenders.named(contender, 1);
        try {
            warm.put(keys[0], values[0]);
            warm.get(keys[0]);
            long before = used();
            CacheContender cache = CacheContenders.named(contender, size);
            long start = System.nanoTime();
            for (int i = 0; i < keys.length; i++) {
                cache.put(keys[i], values[i]);
                cache.get(keys[i]);
            }
            double nanos = System.nanoTime() - start;
            double bytes = used() - before;
            int present = 0;
            for (Long key : keys) {
                present += cache.get(key) == null ? 0 : 1;
            }
            System.out.printf(Locale.ROOT, "%.2f %.1f%n", bytes / present, nanos / keys.length);
        } finally {
            Reference.reachabilityFence(warm);
        }
    }

    /** {@return bytes in use after collections, when nothing more is given back} */
    private static long used() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            // Caches that work in another thread get time to.
            Thread.sleep(100);
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
