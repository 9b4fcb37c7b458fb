package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HotKeysTest {
    private static Cache<Integer, Integer> tracking(int most) {
        return Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .trackHotKeys(most)
                .build();
    }

    /** Key i is asked for with probability 2^-(i+1), up to a long tail that shares the rest. */
    private static int key(Random random) {
        int key = Long.numberOfTrailingZeros(random.nextLong());
        return key < 5 ? key : 1_000 + random.nextInt(100_000);
    }

    @Test
    void hotKeys_knownShares_foundInOrderWithTheirShares() {
        Cache<Integer, Integer> cache = tracking(10);
        Random random = new Random(3);
        int requests = 400_000;
        for (int i = 0; i < requests; i++) {
            cache.get(key(random), key -> key);
        }
        List<HotKey<Integer>> hot = cache.policy().hotKeys(5);
        assertThat(hot).extracting(HotKey::key).containsExactly(0, 1, 2, 3, 4);
        for (HotKey<Integer> key : hot) {
            // Some 10,000 requests of the sample: the standard error of a share of a half is 0.005.
            assertThat(key.share()).isCloseTo(Math.pow(0.5, key.key() + 1), within(0.03));
            assertThat(key.requests()).isGreaterThan(key.overestimate());
        }
    }

    @Test
    void hotKeys_loopAsLongAsTheSample_allKeysSeenAlike() {
        Cache<Integer, Integer> cache = tracking(16);
        for (int i = 0; i < 160_000; i++) {
            cache.get(i % HitSample.RATE, key -> key);
        }
        assertThat(cache.policy().hotKeys(16))
                .hasSize(16)
                .allSatisfy(key -> assertThat(key.share()).isCloseTo(1.0 / HitSample.RATE, within(0.03)));
    }

    @Test
    void hotKeys_othersBecomeHot_pastForgotten() {
        Cache<Integer, Integer> cache = tracking(4);
        for (int i = 0; i < 400_000; i++) {
            cache.getIfPresent(1);
        }
        for (int i = 0; i < 1_600_000; i++) {
            cache.getIfPresent(2);
        }
        List<HotKey<Integer>> hot = cache.policy().hotKeys(2);
        assertThat(hot).first().extracting(HotKey::key).isEqualTo(2);
        assertThat(hot.get(0).share()).isGreaterThan(0.9);
    }

    @Test
    void stats_recordedWhileTracking_exact() {
        Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                .maximumSize(1_000)
                .recordStats()
                .trackHotKeys(4)
                .build();
        cache.put(1, 1);
        for (int i = 0; i < 1_000; i++) {
            cache.getIfPresent(1);
            cache.getIfPresent(2);
        }
        assertThat(cache.stats().hits()).isEqualTo(1_000);
        assertThat(cache.stats().misses()).isEqualTo(1_000);
        assertThat(cache.policy().hotKeys(2)).extracting(HotKey::key).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void stats_notRecordedWhileTracking_estimatedAsEver() {
        Cache<Integer, Integer> cache = tracking(4);
        cache.put(1, 1);
        for (int i = 0; i < 160_000; i++) {
            cache.getIfPresent(1);
        }
        // 10,000 draws: the standard error is a hundredth.
        assertThat((double) cache.stats().hits()).isCloseTo(160_000, withinPercentage(5));
    }

    @Test
    void hotKeys_notTracked_empty() {
        Cache<Integer, Integer> cache =
                Cache.<Integer, Integer>builder().maximumSize(10).build();
        cache.getIfPresent(1);
        assertThat(cache.policy().hotKeys(10)).isEmpty();
    }

    @Test
    void hotKeys_closed_keysLetGo() {
        Cache<Integer, Integer> cache = tracking(4);
        for (int i = 0; i < 1_000; i++) {
            cache.getIfPresent(1);
        }
        assertThat(cache.policy().hotKeys(1)).hasSize(1);
        cache.close();
        assertThat(cache.policy().hotKeys(1)).isEmpty();
    }

    @Test
    void settings_outOfRange_rejectedWithTheRange() {
        CacheBuilder<Integer, Integer> builder = Cache.builder();
        assertThatThrownBy(() -> builder.trackHotKeys(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trackHotKeys must be in [1, 10000], but was 0");
        Cache<Integer, Integer> cache = tracking(4);
        assertThatThrownBy(() -> cache.policy().hotKeys(-1)).hasMessage("limit must be at least 0, but was -1");
    }

    /** Whatever the keys are, a count is at most too high by what is told, and nothing frequent is missing. */
    @Test
    void heavyHitters_skewedStream_boundsHold() {
        HeavyHitters hitters = new HeavyHitters(50);
        Random random = new Random(5);
        int[] exact = new int[2_000];
        for (int i = 0; i < 9_999; i++) {
            int key = (int) (2_000 * Math.pow(random.nextDouble(), 6));
            exact[key]++;
            hitters.add(key);
        }
        List<HeavyHitters.Counter> top = hitters.top(50);
        assertThat(top).isSortedAccordingTo((a, b) -> Long.compare(b.count, a.count));
        for (HeavyHitters.Counter counter : top) {
            int truth = exact[(Integer) counter.key];
            assertThat((long) truth).isBetween(counter.count - counter.overestimate, counter.count);
        }
        for (int key = 0; key < exact.length; key++) {
            if (exact[key] > 9_999 / 50) {
                assertThat(top).extracting(counter -> counter.key).contains(key);
            }
        }
    }
}
