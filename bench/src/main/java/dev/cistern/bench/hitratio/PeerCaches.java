package dev.cistern.bench.hitratio;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import dev.cistern.simulator.Contender;
import dev.cistern.simulator.SimulatedCache;
import java.util.List;
import java.util.Map;
import org.cache2k.Cache2kBuilder;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;

/**
 * The other libraries' caches, as they are configured for a bound on entries and nothing else.
 *
 * <p>Keys are mixed with the seed, since a policy that looks at hashes must see other ones in each run; Caffeine's maintenance
 * runs in the calling thread, so that a run is not a race.
 */
final class PeerCaches {
    static final String CAFFEINE = "Caffeine 3.3.1";

    private PeerCaches() {}

    static List<Contender> all() {
        return List.of(
                new Contender(CAFFEINE, PeerCaches::caffeine),
                new Contender("cache2k 2.6.1", PeerCaches::cache2k),
                new Contender("Guava 33.8", PeerCaches::guava),
                new Contender("Ehcache 3.12", PeerCaches::ehcache));
    }

    private static long mixed(int key, long seed) {
        long mixed = (key + 1) * 0x9E3779B97F4A7C15L + seed * 0xD1342543DE82EF95L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 27;
    }

    static SimulatedCache caffeine(int size, int distinct, long seed) {
        Map<Long, Boolean> cache = Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .<Long, Boolean>build()
                .asMap();
        return key -> lookup(cache, mixed(key, seed));
    }

    static SimulatedCache guava(int size, int distinct, long seed) {
        Map<Long, Boolean> cache = CacheBuilder.newBuilder()
                .maximumSize(size)
                .<Long, Boolean>build()
                .asMap();
        return key -> lookup(cache, mixed(key, seed));
    }

    static SimulatedCache cache2k(int size, int distinct, long seed) {
        Map<Long, Boolean> cache = Cache2kBuilder.of(Long.class, Boolean.class)
                .entryCapacity(size)
                .eternal(true)
                .strictEviction(true)
                .build()
                .asMap();
        return key -> lookup(cache, mixed(key, seed));
    }

    private static boolean lookup(Map<Long, Boolean> cache, Long key) {
        if (cache.get(key) != null) {
            return true;
        }
        cache.put(key, Boolean.TRUE);
        return false;
    }

    static SimulatedCache ehcache(int size, int distinct, long seed) {
        org.ehcache.Cache<Long, Boolean> cache = CacheManagerBuilder.newCacheManagerBuilder()
                .build(true)
                .createCache(
                        "trace",
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                Long.class, Boolean.class, ResourcePoolsBuilder.heap(size)));
        return key -> {
            Long mixed = mixed(key, seed);
            if (cache.get(mixed) != null) {
                return true;
            }
            cache.put(mixed, Boolean.TRUE);
            return false;
        };
    }
}
