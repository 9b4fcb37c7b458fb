package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ScratchPoolBuilderTest {
    private final ScratchPoolBuilder<Object> builder =
            ScratchPool.<Object>builder(PoolPolicy.of(Object::new, object -> true));

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void maximumRetained_zeroNegativeOrHuge_refusedWithRange() {
        assertRefused(() -> builder.maximumRetained(0), "maximumRetained must be in [1, 1048576], but was 0");
        assertRefused(() -> builder.maximumRetained(-3), "but was -3");
        assertRefused(() -> builder.maximumRetained(Integer.MAX_VALUE), "but was 2147483647");
    }

    @Test
    void weights_zeroOrNegative_refused() {
        assertRefused(() -> builder.maximumRetainedWeight(0), "maximumRetainedWeight must be in [1, ");
        assertRefused(() -> builder.maximumObjectWeight(-1), "maximumObjectWeight must be in [1, ");
    }

    @Test
    void build_objectLimitAboveTotal_refused() {
        builder.maximumRetainedWeight(10).maximumObjectWeight(11);
        assertRefused(
                builder::build, "maximumObjectWeight must be at most maximumRetainedWeight, which is 10, but was 11");
    }

    @Test
    void retention_outOfRange_refused() {
        assertRefused(
                () -> builder.retention(0, Duration.ofSeconds(60)), "retention cycles must be in [1, 64], but was 0");
        assertRefused(() -> builder.retention(2, Duration.ZERO), "retention idle must be in [PT1S, PT24H]");
        assertRefused(() -> builder.retention(2, Duration.ofDays(400)), "retention idle must be in [PT1S, PT24H]");
    }

    @Test
    void otherSettings_outOfRange_refused() {
        assertRefused(() -> builder.name(" "), "name must not be blank");
        assertRefused(() -> builder.leakSampling(0), "leakSampling must be in");
        assertRefused(() -> builder.longLease(Duration.ZERO), "longLease must be in [PT0.001S, PT24H], but was PT0S");
    }

    @Test
    void settings_null_refusedByName() {
        assertNull(() -> builder.name(Nulls.object()), "name must not be null");
        assertNull(() -> builder.locality(Nulls.object()), "locality must not be null");
        assertNull(() -> builder.safety(Nulls.object()), "safety must not be null");
        assertNull(() -> builder.misuseListener(Nulls.object()), "misuseListener must not be null");
        assertNull(() -> builder.retention(2, Nulls.object()), "retention idle must not be null");
        assertNull(() -> builder.longLease(Nulls.object()), "longLease must not be null");
        assertNull(() -> builder.keptFields("grown", Nulls.object()), "keptFields must not contain null");
    }

    private static void assertNull(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageContaining(message);
    }

    @Test
    void durations_beyondLong_refusedNotOverflown() {
        assertRefused(() -> builder.longLease(Duration.ofSeconds(Long.MAX_VALUE)), "longLease must be in");
        assertRefused(() -> builder.retention(2, Duration.ofSeconds(Long.MIN_VALUE)), "retention idle must be in");
    }

    @Test
    void enabledProperty_neitherTrueNorFalse_refused() {
        System.setProperty(ScratchPoolBuilder.ENABLED_PROPERTY, "yes");
        try {
            assertRefused(builder::build, "dev.cistern.pool.enabled must be true or false, but was 'yes'");
        } finally {
            System.clearProperty(ScratchPoolBuilder.ENABLED_PROPERTY);
        }
    }

    @Test
    void chaosProperty_noSeed_refused() {
        System.setProperty(Chaos.PROPERTY, "often");
        try {
            assertRefused(builder::build, "dev.cistern.pool.chaos must be true, false or a seed, but was 'often'");
        } finally {
            System.clearProperty(Chaos.PROPERTY);
        }
    }

    @Test
    void builder_nullPolicy_refused() {
        assertThatThrownBy(() -> ScratchPool.builder(Nulls.<PoolPolicy<Object>>object()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("policy must not be null");
        assertThatThrownBy(() -> PoolPolicy.<Object>of(Object::new, Nulls.object()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("reset must not be null");
    }

    @Test
    void build_twice_poolsHaveNamesOfTheirOwn() {
        assertThat(builder.build().name()).isNotEqualTo(builder.build().name());
    }

    @Test
    void safetyProperty_unknownWord_refusedWithTheChoices() {
        System.setProperty(SafetyLevel.PROPERTY, "paranoid");
        try {
            assertRefused(builder::build, "must be OFF, BASIC, SAMPLED or STRICT, but was 'paranoid'");
        } finally {
            System.clearProperty(SafetyLevel.PROPERTY);
        }
    }
}
