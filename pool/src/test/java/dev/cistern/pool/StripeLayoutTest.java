package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StripeLayoutTest {
    @Test
    void of_everyBoundAndCoreCount_capacityWithinBound() {
        for (int cores : new int[] {1, 2, 3, 8, 64, 500}) {
            for (int bound = 1; bound < 3_000; bound += bound < 200 ? 1 : 37) {
                StripeLayout layout = StripeLayout.of(bound, cores, Locality.AUTO);
                assertThat(layout.capacity())
                        .as("bound %d, %d cores: %s", bound, cores, layout)
                        .isBetween(bound - bound / 8 - 2 * StripeLayout.ceilingPowerOfTwo(cores), bound);
                assertThat(layout.slots()).isPositive();
                assertThat(Integer.bitCount(layout.stripes())).isOne();
            }
        }
    }

    @Test
    void of_defaultBoundTwoCores_sixteenStripesOfFullDepth() {
        StripeLayout layout = StripeLayout.of(1_024, 2, Locality.AUTO);
        assertThat(layout).isEqualTo(new StripeLayout(16, 8, 4, 96, 448, 64));
    }

    @Test
    void of_manyCores_stripesBoundedBy256() {
        assertThat(StripeLayout.of(1 << 20, 200, Locality.AUTO).stripes()).isEqualTo(256);
    }

    @Test
    void of_boundOfOne_oneSlotAndNothingElse() {
        assertThat(StripeLayout.of(1, 8, Locality.AUTO)).isEqualTo(new StripeLayout(1, 1, 0, 0, 0, 0));
    }

    @Test
    void of_singleLocality_oneStripe() {
        assertThat(StripeLayout.of(1_024, 8, Locality.SINGLE).stripes()).isOne();
    }
}
