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
        assertRefused(() -> builder.retention(2, Duration.ZERO), "retention idle seconds");
        assertRefused(() -> builder.retention(2, Duration.ofDays(400)), "retention idle seconds");
    }

    @Test
    void otherSettings_outOfRange_refused() {
        assertRefused(() -> builder.name(" "), "name must not be blank");
        assertRefused(() -> builder.leakSampling(0), "leakSampling must be in");
        assertRefused(() -> builder.longLease(Duration.ZERO), "longLease milliseconds must be in");
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
