package dev.cistern.bench.cache;

import dev.cistern.bench.harness.CpuClock;
import dev.cistern.cache.Cache;
import dev.cistern.cache.CachePolicy;
import dev.cistern.cache.Eviction;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a JVM runs that does nothing but change the settings of a full cache: it prints wall and CPU nanoseconds of each change. */
final class ReloadProbe {
    /** A change and the one that takes it back. */
    enum Change {
        TO_LRU("adaptive to LRU"),
        TO_ADAPTIVE("LRU to adaptive"),
        HALVE("half the bound");

        final String text;

        Change(String text) {
            this.text = text;
        }

        void prepare(CachePolicy<Long> policy, int size) {
            switch (this) {
                case TO_LRU -> policy.reload(policy.settings().withEviction(Eviction.adaptive()));
                case TO_ADAPTIVE -> policy.reload(policy.settings().withEviction(Eviction.lru()));
                case HALVE -> policy.maximumSize(size);
            }
        }

        void make(CachePolicy<Long> policy, int size) {
            switch (this) {
                case TO_LRU -> policy.reload(policy.settings().withEviction(Eviction.lru()));
                case TO_ADAPTIVE -> policy.reload(policy.settings().withEviction(Eviction.adaptive()));
                case HALVE -> policy.maximumSize(size / 2);
            }
        }
    }

    private static final int REQUESTS_BETWEEN = 4;
    private static final long WARM_UP_NANOS = 3_000_000_000L;

    private final Cache<Long, Long> cache;
    private final Long[] keys;

    private ReloadProbe(int size) {
        cache = Cache.<Long, Long>builder().maximumSize(size).build();
        keys = ZipfKeys.draw(Integer.highestOneBit(size) * REQUESTS_BETWEEN, 4 * size, 0.99);
    }

    /**
     * Changes.
     *
     * @param arguments the change, the number of entries, the number of changes
     */
    public static void main(String[] arguments) {
        Change change = Change.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        int changes = Integer.parseInt(arguments[2]);
        new ReloadProbe(size).measure(change, size, changes);
    }

    private void measure(Change change, int size, int changes) {
        double[] wall = new double[changes];
        double[] cpu = new double[changes];
        CpuClock clock = new CpuClock();
        long warmUntil = System.nanoTime() + WARM_UP_NANOS;
        for (int i = -1; i < changes; i += i >= 0 || System.nanoTime() > warmUntil ? 1 : 0) {
            change.prepare(cache.policy(), size);
            fill(size);
            long cpuBefore = clock.nanos();
            long before = System.nanoTime();
            change.make(cache.policy(), size);
            if (i >= 0) {
                wall[i] = System.nanoTime() - before;
                cpu[i] = clock.nanos() - cpuBefore;
            }
        }
        System.out.println(words(wall) + " " + words(cpu));
    }

    /** Requests as they come, then new keys until there is no room left. */
    private void fill(int size) {
        for (Long key : keys) {
            if (cache.getIfPresent(key) == null) {
                cache.put(key, key);
            }
        }
        for (long i = 0; cache.estimatedSize() < size; i++) {
            Long key = ZipfKeys.scrambled((int) i);
            cache.asMap().putIfAbsent(key, key);
        }
    }

    private static String words(double[] figures) {
        return Arrays.stream(figures).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
}
