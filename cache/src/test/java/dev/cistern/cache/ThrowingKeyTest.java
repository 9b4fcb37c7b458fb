package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that throw at any one of their comparisons: the entry is quite there or quite gone, and room is counted right. */
final class ThrowingKeyTest {
    /** Of one hash; throws when it is compared for the n-th time. */
    private static final class Countdown implements Comparable<Countdown> {
        private final int number;
        private int left = Integer.MAX_VALUE;

        Countdown(int number) {
            this.number = number;
        }

        private void count() {
            if (--left == 0) {
                throw new IllegalStateException("compared once too often");
            }
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            count();
            return other instanceof Countdown that && that.number == number;
        }

        @Override
        public int compareTo(Countdown other) {
            count();
            return Integer.compare(number, other.number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void key_throwsAtAnyComparisonOfAPut_roomIsWhatEntriesTake(int entries) {
        for (int nth = 1; nth < 40; nth++) {
            Cache<Countdown, Integer> cache =
                    Cache.<Countdown, Integer>builder().maximumSize(100).build();
            for (int i = 0; i < entries; i++) {
                cache.put(new Countdown(2 * i), i);
            }
            Countdown key = new Countdown(entries | 1);
            key.left = nth;
            try {
                cache.put(key, 1);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("compared once too often");
            }
            key.left = Integer.MAX_VALUE;
            assertThat(cache.estimatedSize())
                    .as("comparison %s", nth)
                    .isEqualTo(cache.asMap().keySet().toArray().length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void key_throwsAtAnyComparisonOfARemoval_stillThereOrQuiteGone(int entries) {
        for (int nth = 1; nth < 40; nth++) {
            Cache<Countdown, Integer> cache =
                    Cache.<Countdown, Integer>builder().maximumSize(100).build();
            Countdown key = new Countdown(0);
            for (int i = 0; i < entries; i++) {
                cache.put(i == 0 ? key : new Countdown(i), i);
            }
            key.left = nth;
            try {
                cache.invalidate(key);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("compared once too often");
            }
            key.left = Integer.MAX_VALUE;
            int left = cache.getIfPresent(key) == null ? entries - 1 : entries;
            assertThat(cache.estimatedSize()).as("comparison %s", nth).isEqualTo(left);
            assertThat(cache.asMap().keySet().toArray()).hasSize(left);
            cache.put(key, 7);
            assertThat(cache.getIfPresent(key)).isEqualTo(7);
            assertThat(cache.estimatedSize()).isEqualTo(entries);
            assertThat(cache.policy().coldest(100)).hasSize(entries);
        }
    }

    @Test
    void key_throwsAtAnyComparisonOfAnAsynchronousGet_nextOneGetsAValue() {
        for (int nth = 1; nth < 10; nth++) {
            AsyncCache<Countdown, Integer> cache =
                    Cache.<Countdown, Integer>builder().executor(Runnable::run).buildAsync();
            cache.synchronous().put(new Countdown(1), 1);
            Countdown key = new Countdown(2);
            key.left = nth;
            try {
                assertThat(cache.get(key, k -> 2)).isDone();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("compared once too often");
            }
            key.left = Integer.MAX_VALUE;
            assertThat(cache.get(key, k -> 2)).as("comparison %s", nth).isCompletedWithValue(2);
        }
    }
}
