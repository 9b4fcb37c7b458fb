package dev.cistern.bench.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cistern.cache.Cache;
import dev.cistern.cache.SerializedValues;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Ways to keep values serialized, and one that does not. */
final class SerializedContenders {
    static final String OURS = "Cistern serialized";
    static final String NOTHING_HOT = "Cistern serialized, nothing hot";
    static final String TWO_COPIES = "two copies";
    static final String CAFFEINE = "Caffeine of byte[]";
    /** In brackets, since its values are objects: a reference. */
    static final String OBJECTS = "(Cistern of objects)";

    static final List<String> ALL = List.of(OURS, NOTHING_HOT, TWO_COPIES, CAFFEINE, OBJECTS);

    private static final Customer.Codec CODEC = new Customer.Codec();

    private SerializedContenders() {}

    /** A cache under test. */
    interface Subject {
        @Nullable
        Customer get(Long key);

        void put(Long key, Customer value);
    }

    static Subject named(String name, int maximumSize, int hot) {
        return switch (name) {
            case OURS -> new Ours(serialized(maximumSize, hot));
            case NOTHING_HOT -> new Ours(serialized(maximumSize, 0));
            case OBJECTS ->
                new Ours(
                        Cache.<Long, Customer>builder().maximumSize(maximumSize).build());
            case TWO_COPIES ->
                new TwoCopies(
                        new ConcurrentHashMap<>(),
                        hot,
                        Cache.<Long, byte[]>builder().maximumSize(maximumSize).build());
            case CAFFEINE ->
                new CaffeineBytes(Caffeine.newBuilder().maximumSize(maximumSize).build());
            default ->
                throw new IllegalArgumentException("contender must be one of " + ALL + ", but was '" + name + "'");
        };
    }

    private static Cache<Long, Customer> serialized(int maximumSize, int hot) {
        return Cache.<Long, Customer>builder()
                .maximumSize(maximumSize)
                .buildSerialized(SerializedValues.by(CODEC).hotEntries(hot));
    }

    private record Ours(Cache<Long, Customer> cache) implements Subject {
        @Override
        public @Nullable Customer get(Long key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(Long key, Customer value) {
            cache.put(key, value);
        }
    }

    private record CaffeineBytes(com.github.benmanes.caffeine.cache.Cache<Long, byte[]> cache) implements Subject {
        @Override
        public @Nullable Customer get(Long key) {
            byte[] bytes = cache.getIfPresent(key);
            return bytes == null ? null : CODEC.decode(bytes);
        }

        @Override
        public void put(Long key, Customer value) {
            cache.put(key, CODEC.encode(value));
        }
    }

    /** A decoded value and its bytes. */
    private static final class Copy {
        private final Customer value;
        private final byte[] bytes;

        Copy(Customer value, byte[] bytes) {
            this.value = value;
            this.bytes = bytes;
        }
    }

    /**
     * What one builds of two caches: a bounded map of decoded values in front, and behind it the cache, into which every hit of the
     * map writes the bytes again, so that it learns how often they are asked for.
     */
    private record TwoCopies(ConcurrentHashMap<Long, Copy> front, int most, Cache<Long, byte[]> main)
            implements Subject {
        @Override
        public @Nullable Customer get(Long key) {
            Copy copy = front.get(key);
            if (copy != null) {
                main.put(key, copy.bytes);
                return copy.value;
            }
            byte[] bytes = main.getIfPresent(key);
            if (bytes == null) {
                return null;
            }
            Customer value = CODEC.decode(bytes);
            keep(key, new Copy(value, bytes));
            return value;
        }

        private void keep(Long key, Copy copy) {
            front.put(key, copy);
            if (front.size() > most) {
                Iterator<Long> any = front.keySet().iterator();
                if (any.hasNext()) {
                    front.remove(any.next());
                }
            }
        }

        @Override
        public void put(Long key, Customer value) {
            byte[] bytes = CODEC.encode(value);
            main.put(key, bytes);
            front.computeIfPresent(key, (k, before) -> new Copy(value, bytes));
        }
    }
}
