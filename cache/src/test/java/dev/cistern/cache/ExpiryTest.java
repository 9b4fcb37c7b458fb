package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpiryTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - 5 * SECOND; // so that the ticker wraps around

    private final List<String> removals = new ArrayList<>();

    private CacheBuilder<Integer, String> builder() {
        return Cache.<Integer, String>builder()
                .ticker(() -> now)
                .removalListener((key, value, cause) -> removals.add(key + value + cause));
    }

    @Test
    void expireAfterWrite_timeOver_missAndTold() {
        Cache<Integer, String> cache =
                builder().expireAfterWrite(Duration.ofSeconds(10)).build();
        cache.put(1, "a");
        now += 10 * SECOND - 1;
        assertThat(cache.getIfPresent(1)).isEqualTo("a");
        assertThat(cache.policy().expiresIn(1)).hasValue(Duration.ofNanos(1));
        now += 1;
        assertThat(cache.getIfPresent(1)).isNull();
        assertThat(removals).containsExactly("1aEXPIRED");
        assertThat(cache.estimatedSize()).isZero();
    }

    @Test
    void expireAfterWrite_replaced_beginsAnew() {
        Cache<Integer, String> cache =
                builder().expireAfterWrite(Duration.ofSeconds(10)).build();
        cache.put(1, "a");
        now += 9 * SECOND;
        cache.put(1, "b");
        now += 9 * SECOND;
        assertThat(cache.getIfPresent(1)).isEqualTo("b");
        now += SECOND;
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void expireAfterAccess_read_extends() {
        Cache<Integer, String> cache =
                builder().expireAfterAccess(Duration.ofSeconds(10)).build();
        cache.put(1, "a");
        for (int i = 0; i < 5; i++) {
            now += 9 * SECOND;
            assertThat(cache.getIfPresent(1)).isEqualTo("a");
        }
        now += 10 * SECOND;
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void expireAfterAccess_withAfterWrite_readExtendsNoFurther() {
        Cache<Integer, String> cache = builder()
                .expireAfterAccess(Duration.ofSeconds(10))
                .expireAfterWrite(Duration.ofSeconds(15))
                .build();
        cache.put(1, "a");
        now += 9 * SECOND;
        assertThat(cache.getIfPresent(1)).isEqualTo("a");
        now += 6 * SECOND;
        assertThat(cache.getIfPresent(1)).isNull();
    }

    @Test
    void put_timeToLive_insteadOfTheCaches() {
        Cache<Integer, String> cache = builder().expirePerEntry().build();
        cache.put(1, "a", Duration.ofSeconds(1));
        cache.put(2, "b", Duration.ofDays(1_000_000));
        cache.put(3, "c");
        now += SECOND;
        assertThat(cache.asMap()).containsOnlyKeys(2, 3);
        now += Long.MAX_VALUE / 4;
        assertThat(cache.asMap()).containsKey(3);
        assertThatIllegalArgumentException().isThrownBy(() -> cache.put(1, "a", Duration.ofSeconds(-1)));
    }

    @Test
    void put_shorterTimeToLive_expiresEarlier() {
        Cache<Integer, String> cache = builder().expirePerEntry().build();
        cache.put(1, "a", Duration.ofHours(10));
        cache.put(1, "b", Duration.ofSeconds(1));
        now += 2 * SECOND;
        cache.cleanUp();
        assertThat(removals).containsExactly("1aREPLACED", "1bEXPIRED");
    }

    @Test
    void compute_expired_seenAsAbsent() {
        Cache<Integer, String> cache =
                builder().expireAfterWrite(Duration.ofSeconds(10)).build();
        cache.put(1, "a");
        now += 10 * SECOND;
        assertThat(cache.asMap().compute(1, (key, before) -> before + "!")).isEqualTo("null!");
        now += 10 * SECOND;
        assertThat(cache.asMap().computeIfPresent(1, (key, before) -> "never")).isNull();
        assertThat(cache.asMap().putIfAbsent(1, "b")).isNull();
        now += 10 * SECOND;
        assertThat(cache.asMap().remove(1)).isNull();
        assertThat(removals).containsExactly("1aEXPIRED", "1null!EXPIRED", "1bEXPIRED");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 134_217_728, 9 * SECOND, 600 * SECOND, 40_000 * SECOND, 100_000 * SECOND})
    void cleanUp_anyAge_exactlyWhatIsOver(long step) {
        Cache<Integer, String> cache = builder().expirePerEntry().build();
        for (int i = 1; i <= 2_000; i++) {
            cache.put(i, "v", Duration.ofNanos(i * step));
        }
        for (int round = 1; round <= 20; round++) {
            now += 100 * step;
            cache.cleanUp();
            long over = 100L * round;
            assertThat(removals).hasSizeLessThanOrEqualTo((int) over);
            // What was over for longer than a slot of the wheel lasts must be gone.
            long surely = Math.max(0, over - 1 - 134_217_728 / step);
            assertThat(removals).hasSizeGreaterThanOrEqualTo((int) surely);
        }
        now += SECOND;
        cache.cleanUp();
        assertThat(removals).hasSize(2_000);
        assertThat(cache.estimatedSize()).isZero();
    }

    @Test
    void write_othersOver_takenOutOnTheWay() {
        Cache<Integer, String> cache = builder()
                .maximumSize(2_000)
                .expireAfterWrite(Duration.ofSeconds(10))
                .build();
        for (int i = 0; i < 1_000; i++) {
            cache.put(i, "v");
        }
        now += 11 * SECOND;
        cache.put(5_000, "new");
        assertThat(cache.estimatedSize()).isEqualTo(1);
    }

    @Test
    void ttlJitter_writtenTogether_expireApart() {
        Cache<Integer, String> cache = builder()
                .expireAfterWrite(Duration.ofSeconds(100))
                .ttlJitter(0.2)
                .build();
        Set<Duration> lives = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            cache.put(i, "v");
            lives.add(cache.policy().expiresIn(i).orElseThrow());
        }
        assertThat(lives)
                .hasSizeGreaterThan(990)
                .allMatch(life -> life.compareTo(Duration.ofSeconds(80)) >= 0)
                .allMatch(life -> life.compareTo(Duration.ofSeconds(100)) <= 0);
        assertThat(lives.stream().filter(life -> life.toSeconds() < 90).count()).isBetween(400L, 600L);
    }
}
