package dev.cistern.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeneratedTraceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"zipf", "loop", "scan", "shift", "feed", "zipf:1", "feed:0.8,keys=1k,drift=5,days=2,scan=100"})
    void generate_twice_theSame(String kind) {
        String description = kind + (kind.contains(":") ? "," : ":") + "requests=20k,seed=5";
        Trace one = Trace.of(description);
        Trace other = Trace.of(description);
        assertThat(one.requests()).isEqualTo(20_000).isEqualTo(other.requests());
        for (int i = 0; i < one.requests(); i++) {
            assertThat(one.key(i)).isEqualTo(other.key(i)).isBetween(0, one.distinct() - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 0.99, 1, 1.2})
    void zipf_manyRequests_frequenciesFallAsTheySay(double skew) {
        Trace trace = Trace.of("zipf:" + skew + ",keys=1000,requests=1m");
        int[] counts = new int[trace.distinct()];
        for (int i = 0; i < trace.requests(); i++) {
            counts[trace.key(i)]++;
        }
        Arrays.sort(counts);
        double sum = 0;
        for (int rank = 1; rank <= 1_000; rank++) {
            sum += Math.pow(rank, -skew);
        }
        for (int rank : new int[] {1, 2, 10, 100}) {
            double expected = 1e6 * Math.pow(rank, -skew) / sum;
            assertThat((double) counts[counts.length - rank]).isCloseTo(expected, within(6 * Math.sqrt(expected) + 1));
        }
    }

    @Test
    void shift_phases_takeTurns() {
        Trace trace = Trace.of("shift:2,loop=50,keys=10,requests=1000");
        for (int i = 600; i < 900; i++) {
            assertThat(trace.key(i + 50)).isEqualTo(trace.key(i));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zipf:fast          | skew must be from 0.0 to 10.0, but was 'fast'
            zipf:1,keys=0      | keys must be a number from 1 to 100000000
            zipf:1,keys=1kk    | but was '1kk'
            zipf:1,key=5       | says 'key', which is not one of keys, requests, seed, skew
            loop:5,5           | says keys twice
            feed:1,days=       | days must be a number
            zipf:1,keys=9999999999999999999k | but was
            """)
    void generate_wrongSettings_sayWhatWasExpected(String description, String message) {
        assertThatThrownBy(() -> Trace.of(description))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(message);
    }
}
