package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Estimate;
import org.junit.jupiter.api.Test;

final class ExpectationTest {
    @Test
    void of_lifeWellBelowAThirdOfTheGcInterval_pays() {
        assertThat(Expectation.of(site("delay", 0.030), new Estimate(0.5, 0.48, 0.52)))
                .isEqualTo(new Expectation.Pays());
    }

    @Test
    void of_lifeAboveAThirdOfTheGcInterval_doesNotPayForLackOfReuse() {
        assertThat(Expectation.of(site("delay", 0.030), new Estimate(0.06, 0.058, 0.062)))
                .isEqualTo(new Expectation.DoesNotPay(Boundary.REUSE));
    }

    @Test
    void of_lifeAboveTheGcInterval_doesNotPayForItsLife() {
        assertThat(Expectation.of(site("delay", 0.030), new Estimate(0.02, 0.019, 0.021)))
                .isEqualTo(new Expectation.DoesNotPay(Boundary.FREQUENCY_AND_LIFE));
    }

    @Test
    void of_lifeInsideTheIntervalOfTheLimit_tooCloseToCall() {
        assertThat(Expectation.of(site("delay", 0.030), new Estimate(0.086, 0.080, 0.092)))
                .isEqualTo(new Expectation.TooCloseToCall(Boundary.REUSE));
    }

    @Test
    void holds_scalarReplacedSiteNotReported_true() {
        assertThat(Expectation.of(site("point", 0), Estimate.exactly(1)).holds(null))
                .isTrue();
    }

    @Test
    void holds_allocatingSiteNotReported_false() {
        assertThat(Expectation.of(site("scratch", 0), Estimate.exactly(1)).holds(null))
                .isFalse();
    }

    @Test
    void of_unknownSite_saysWhich() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expectation.of(site("mystery", 0), Estimate.exactly(1)))
                .withMessageContaining("mystery");
    }

    private static Truth.Site site(String name, double life) {
        return new Truth.Site(name, "byte[]", "com.acme.Site.make", name.equals("point"), 1024, 1000, life);
    }
}
