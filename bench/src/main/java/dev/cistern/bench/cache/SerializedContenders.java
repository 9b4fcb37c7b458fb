package dev.cistern.bench.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cistern.cache.Cache;
import dev.cistern.cache.SerializedValues;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
                        new AtomicReferenceArray<>(hot),
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
        private final Long key;
        private final Customer value;
        private final byte[] bytes;

        Copy(Long key, Customer value, byte[] bytes) {
            this.key = key;
            this.value = value;
            this.bytes = bytes;
        }
    }

    /**
     * What one builds of two caches: decoded values in front, as cheap as can be (a place for each hash, who comes last stays), and behind
     * it the cache, into which every hit in front writes the bytes again, so that it learns how often they are asked for. Unlike the
     * others a reader may put an old value in front again after somebody stored a new one.
     */
    private record TwoCopies(AtomicReferenceArray<Copy> front, Cache<Long, byte[]> main) implements Subject {
        private int place(Long key) {
            return ((key.hashCode() * 0x9E3779B9) >>> 7) % front.length();
        }

        @Override
        public @Nullable Customer get(Long key) {
            int place = place(key);
            Copy copy = front.getAcquire(place);
            if (copy != null && copy.key.equals(key)) {
                main.put(key, copy.bytes);
                return copy.value;
            }
            byte[] bytes = main.getIfPresent(key);
            if (bytes == null) {
                return null;
            }
            Customer value = CODEC.decode(bytes);
            front.setRelease(place, new Copy(key, value, bytes));
            return value;
        }

        @Override
        public void put(Long key, Customer value) {
            byte[] bytes = CODEC.encode(value);
            main.put(key, bytes);
            front.setRelease(place(key), new Copy(key, value, bytes));
        }
    }
}
