package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TruthTest {
    private static final String LINE = """
            {"elapsedNanos":%d,"allocatedBytes":%d,"sites":[{"name":"node","className":"com.acme.Node",\
            "method":"com.acme.Chain.push","scalarReplaced":false,"objectBytes":24,"objects":%d,"lifeSeconds":0.25}]}""";

    @Test
    void between_twoAnswers_ratesPerSecond() {
        Truth truth = Truth.between(LINE.formatted(1_000_000_000L, 500, 10), LINE.formatted(3_000_000_000L, 1_500, 50));

        assertThat(truth.seconds()).isEqualTo(2);
        assertThat(truth.bytesPerSecond()).isEqualTo(500);
        assertThat(truth.sites())
                .containsExactly(new Truth.Site("node", "com.acme.Node", "com.acme.Chain.push", false, 24, 20, 0.25));
        assertThat(truth.bytesPerSecondOfSites()).isCloseTo(480, within(1e-9));
    }
}
