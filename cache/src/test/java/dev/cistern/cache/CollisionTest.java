package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Keys whose hashes somebody chose. */
final class CollisionTest {
    private static final AtomicLong COMPARISONS = new AtomicLong();

    private record Colliding(int number) implements Comparable<Colliding> {
        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public boolean equals(Object other) {
            COMPARISONS.incrementAndGet();
            return other instanceof Colliding colliding && colliding.number == number;
        }

        @Override
        public int compareTo(Colliding other) {
            COMPARISONS.incrementAndGet();
            return Integer.compare(number, other.number);
        }
    }

    /** Comparable only with strings, which are no keys here. */
    @SuppressWarnings("ComparableType") // what the test is about
    private record Incomparable(int number) implements Comparable<String> {
        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public int compareTo(String other) {
            return 1;
        }
    }

    @Test
    void lookups_comparableKeysOfOneHash_logarithmic() {
        int keys = 20_000;
        Cache<Colliding, Integer> cache =
                Cache.<Colliding, Integer>builder().maximumSize(keys).build();
        COMPARISONS.set(0);
        for (int i = 0; i < keys; i++) {
            cache.put(new Colliding(i), i);
        }
        for (int i = 0; i < keys; i++) {
            assertThat(cache.getIfPresent(new Colliding(i))).isEqualTo(i);
        }
        assertThat(cache.getIfPresent(new Colliding(-1))).isNull();
        // A skip list makes about 2 log2 n = 29 comparisons; a chain would make 10,000 on average.
        assertThat(COMPARISONS.get() / (2.0 * keys)).isLessThan(200);
        for (int i = 0; i < keys; i += 2) {
            cache.invalidate(new Colliding(i));
        }
        assertThat(cache.asMap()).hasSize(keys / 2).doesNotContainKey(new Colliding(0));
        assertThat(cache.asMap().keySet()).allMatch(key -> key.number % 2 == 1);
    }

    @Test
    void eviction_keysOfOneHash_boundHolds() {
        Cache<Colliding, Integer> cache =
                Cache.<Colliding, Integer>builder().maximumSize(100).build();
        for (int i = 0; i < 10_000; i++) {
            cache.put(new Colliding(i), i);
            assertThat(cache.getIfPresent(new Colliding(i))).isEqualTo(i);
        }
        assertThat(cache.asMap()).hasSize(100);
    }

    @Test
    void lookups_incomparableKeysOfOneHash_right() {
        Cache<Incomparable, Integer> cache =
                Cache.<Incomparable, Integer>builder().build();
        for (int i = 0; i < 1_000; i++) {
            cache.put(new Incomparable(i), i);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(cache.getIfPresent(new Incomparable(i))).isEqualTo(i);
        }
        for (int i = 0; i < 1_000; i += 2) {
            cache.invalidate(new Incomparable(i));
        }
        assertThat(cache.asMap().keySet()).hasSize(500).allMatch(key -> key.number % 2 == 1);
    }

    @Test
    void lookups_keysOfSeveralTypesAndOneHash_right() {
        Cache<Object, Integer> cache = Cache.<Object, Integer>builder().build();
        for (int i = 0; i < 500; i++) {
            cache.put(new Colliding(i), i);
            cache.put(new Incomparable(i), -i);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(cache.getIfPresent(new Colliding(i))).isEqualTo(i);
            assertThat(cache.getIfPresent(new Incomparable(i))).isEqualTo(-i);
        }
    }

    /** A thousand bins and good keys among them while the table grows. */
    @Test
    void growth_binsAmongChains_nothingLost() {
        Cache<Object, Integer> cache = Cache.<Object, Integer>builder().build();
        record Grouped(int group, int number) {
            @Override
            public int hashCode() {
                return group;
            }
        }
        for (int number = 0; number < 60; number++) {
            for (int group = 0; group < 300; group++) {
                cache.put(new Grouped(group, number), number);
            }
            for (int i = 0; i < 1_000; i++) {
                cache.put(number * 1_000 + i, i);
            }
        }
        for (int number = 0; number < 60; number++) {
            for (int group = 0; group < 300; group++) {
                assertThat(cache.getIfPresent(new Grouped(group, number))).isEqualTo(number);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(cache.getIfPresent(number * 1_000 + i)).isEqualTo(i);
            }
        }
        assertThat(cache.asMap().keySet().stream().distinct().count()).isEqualTo(78_000);
    }
}
