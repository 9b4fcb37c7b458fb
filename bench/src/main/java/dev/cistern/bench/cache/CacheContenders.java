package dev.cistern.bench.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import dev.cistern.cache.Cache;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.cache2k.Cache2kBuilder;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.jspecify.annotations.Nullable;

/** All contenders by the names that the tables use. */
final class CacheContenders {
    static final String OURS = "Cistern";
    static final String OURS_EXACT = "Cistern recordStats";
    static final String OURS_HOT_KEYS = "Cistern trackHotKeys";
    static final String OURS_CURVE = "Cistern missRatioCurve";
    static final String CAFFEINE = "Caffeine";
    static final String CACHE2K = "cache2k";
    static final String EHCACHE = "Ehcache";
    static final String GUAVA = "Guava";
    /** In brackets, since it keeps everything: a reference, not a peer. */
    static final String MAP = "(ConcurrentHashMap)";

    static final List<String> ALL =
            List.of(OURS, OURS_EXACT, OURS_HOT_KEYS, OURS_CURVE, CAFFEINE, CACHE2K, EHCACHE, GUAVA, MAP);

    private static final int HOT_KEYS = 100;

    private CacheContenders() {}

    static boolean isPeer(String contender) {
        return !contender.startsWith(OURS) && !contender.startsWith("(");
    }

    static CacheContender named(String name, int maximumSize) {
        return switch (name) {
            case OURS ->
                new Ours(Cache.<Long, Long>builder().maximumSize(maximumSize).build());
            case OURS_EXACT ->
                new Ours(Cache.<Long, Long>builder()
                        .maximumSize(maximumSize)
                        .recordStats()
                        .build());
            case OURS_HOT_KEYS ->
                new Ours(Cache.<Long, Long>builder()
                        .maximumSize(maximumSize)
                        .trackHotKeys(HOT_KEYS)
                        .build());
            case OURS_CURVE ->
                new Ours(Cache.<Long, Long>builder()
                        .maximumSize(maximumSize)
                        .missRatioCurve()
                        .build());
            case CAFFEINE ->
                new CaffeineCache(Caffeine.newBuilder().maximumSize(maximumSize).build());
            case CACHE2K ->
                new Cache2k(Cache2kBuilder.of(Long.class, Long.class)
                        .entryCapacity(maximumSize)
                        .eternal(true)
                        .disableStatistics(true)
                        .build());
            case EHCACHE -> ehcache(maximumSize);
            case GUAVA ->
                new GuavaCache(
                        CacheBuilder.newBuilder().maximumSize(maximumSize).build());
            case MAP -> new UnboundedMap(new ConcurrentHashMap<>());
            default ->
                throw new IllegalArgumentException("contender must be one of " + ALL + ", but was '" + name + "'");
        };
    }

    private static CacheContender ehcache(int maximumSize) {
        return new EhcacheHeap(CacheManagerBuilder.newCacheManagerBuilder()
                .withCache(
                        "bench",
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                Long.class,
                                Long.class,
                                ResourcePoolsBuilder.newResourcePoolsBuilder()
                                        .heap(Math.max(1, maximumSize), EntryUnit.ENTRIES)))
                .build(true)
                .getCache("bench", Long.class, Long.class));
    }

    private record Ours(Cache<Long, Long> cache) implements CacheContender {
        @Override
        public @Nullable Long get(Long key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(Long key, Long value) {
            cache.put(key, value);
        }
    }

    private record CaffeineCache(com.github.benmanes.caffeine.cache.Cache<Long, Long> cache) implements CacheContender {
        @Override
        public @Nullable Long get(Long key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(Long key, Long value) {
            cache.put(key, value);
        }
    }

    private record Cache2k(org.cache2k.Cache<Long, Long> cache) implements CacheContender {
        @Override
        public @Nullable Long get(Long key) {
            return cache.peek(key);
        }

        @Override
        public void put(Long key, Long value) {
            cache.put(key, value);
        }
    }

    private record GuavaCache(com.google.common.cache.Cache<Long, Long> cache) implements CacheContender {
        @Override
        public @Nullable Long get(Long key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(Long key, Long value) {
            cache.put(key, value);
        }
    }

    private record EhcacheHeap(org.ehcache.Cache<Long, Long> cache) implements CacheContender {
        @Override
        public @Nullable Long get(Long key) {
            return cache.get(key);
        }

        @Override
        public void put(Long key, Long value) {
            cache.put(key, value);
        }
    }

    private record UnboundedMap(ConcurrentHashMap<Long, Long> map) implements CacheContender {
        @Override
        public @Nullable Long get(Long key) {
            return map.get(key);
        }

        @Override
        public void put(Long key, Long value) {
            map.put(key, value);
        }
    }
}
