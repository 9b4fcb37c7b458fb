package dev.cistern.bench.endtoend;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cistern.cache.Cache;
import dev.cistern.cache.Eviction;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A way to keep answers; all of them hold the same number. Thread-safe. */
sealed interface Design {
    byte @Nullable [] get(Long key);

    void put(Long key, byte[] answer);

    /** The designs by the names that the table uses. */
    enum Name {
        RANDOM("plain map, random eviction"),
        FREQUENCY("frequency-admitting only"),
        TWO_COPIES("two copies, layered"),
        ADAPTIVE("Cistern, adaptive"),
        CAFFEINE("Caffeine 3.3.1");

        final String text;

        Name(String text) {
            this.text = text;
        }

        Design make(int capacity) {
            return switch (this) {
                case RANDOM -> new RandomMap(capacity);
                case FREQUENCY -> frequency(capacity);
                case TWO_COPIES -> new TwoCopies(capacity);
                case ADAPTIVE ->
                    new Ours(Cache.<Long, byte[]>builder().maximumSize(capacity).build());
                case CAFFEINE ->
                    new Theirs(Caffeine.newBuilder().maximumSize(capacity).build());
            };
        }
    }

    private static Ours frequency(int capacity) {
        return new Ours(Cache.<Long, byte[]>builder()
                .maximumSize(capacity)
                .eviction(Eviction.wTinyLfu(0.01))
                .build());
    }

    /** One of Cistern's caches. */
    record Ours(Cache<Long, byte[]> cache) implements Design {
        @Override
        public byte @Nullable [] get(Long key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(Long key, byte[] answer) {
            cache.put(key, answer);
        }
    }

    /** Caffeine. */
    record Theirs(com.github.benmanes.caffeine.cache.Cache<Long, byte[]> cache) implements Design {
        @Override
        public byte @Nullable [] get(Long key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(Long key, byte[] answer) {
            cache.put(key, answer);
        }
    }

    /** A map with one place for each entry; who comes when all are taken throws out whoever has the place that was drawn. */
    final class RandomMap implements Design {
        private final ConcurrentHashMap<Long, byte[]> map = new ConcurrentHashMap<>();
        private final AtomicReferenceArray<@Nullable Long> places;
        private final AtomicInteger taken = new AtomicInteger();

        RandomMap(int capacity) {
            places = new AtomicReferenceArray<>(capacity);
        }

        @Override
        public byte @Nullable [] get(Long key) {
            return map.get(key);
        }

        @Override
        public void put(Long key, byte[] answer) {
            if (map.put(key, answer) != null) {
                return;
            }
            int place = taken.get() < places.length() ? taken.getAndIncrement() : places.length();
            if (place >= places.length()) {
                place = ThreadLocalRandom.current().nextInt(places.length());
            }
            Long victim = places.getAndSet(place, key);
            if (victim != null) {
                map.remove(victim);
            }
        }
    }

    /**
     * A map in front of a frequency-admitting cache, a ninth as large: a hit in the map writes a copy behind, so that the cache
     * learns how often the entry is asked for; a hit behind copies to the front.
     */
    final class TwoCopies implements Design {
        private static final int FRONT_SHARE = 10;
        private final RandomMap front;
        private final Ours behind;

        TwoCopies(int capacity) {
            front = new RandomMap(Math.max(1, capacity / FRONT_SHARE));
            behind = frequency(capacity - capacity / FRONT_SHARE);
        }

        @Override
        public byte @Nullable [] get(Long key) {
            byte[] hot = front.get(key);
            if (hot != null) {
                behind.put(key, hot.clone());
                return hot;
            }
            byte[] found = behind.get(key);
            if (found != null) {
                front.put(key, found.clone());
            }
            return found;
        }

        @Override
        public void put(Long key, byte[] answer) {
            behind.put(key, answer);
        }
    }
}
