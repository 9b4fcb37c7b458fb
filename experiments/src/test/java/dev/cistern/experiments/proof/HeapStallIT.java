package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cistern.lab.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gc and stall against programs whose truth is known; {@code experiments/prove heaps} and {@code stalls} run them all. */
final class HeapStallIT {
    @ParameterizedTest
    @CsvSource({"17, ZGC", "25, G1"})
    void heap_setRate_withinTheIntervalsLiveAndFromTheLog(int feature, ProofRun.Collector collector)
            throws IOException {
        HeapProof.Result result = new HeapProof(jdk(feature), collector, Duration.ofSeconds(8), HeapProof.STEADY).run();
        System.out.println(result.line(feature + " " + collector.label()));
        assertThat(result.live().allocation().exact()).isTrue();
        assertThat(result.liveError()).isCloseTo(0, within(0.05));
        assertThat(result.logError()).isCloseTo(0, within(0.08));
        assertThat(HeapProof.Result.within(result.rate(), HeapProof.Result.rate(result.log())))
                .as(result.line("log"))
                .isTrue();
        assertThat(result.log().signs())
                .anyMatch(sign -> sign.name().contains("System.gc()")
                        && sign.count() == result.truth().get("explicit").asLong());
    }

    @Test
    void heap_allocatesLessAndKeepsLess_pays() throws IOException {
        HeapProof.Result result =
                new HeapProof(jdk(25), ProofRun.Collector.PARALLEL, Duration.ofSeconds(12), HeapProof.IMPROVING).run();
        assertThat(result.live().verdict()).as(result.live().reason()).isEqualTo(Verdict.PAYS);
    }

    @ParameterizedTest
    @CsvSource({"25, PARALLEL", "17, SHENANDOAH"})
    void pauses_liveTarget_numberAndLengthsAreThoseOfItsLog(int feature, ProofRun.Collector collector)
            throws IOException {
        PauseProof.Result result = new PauseProof(jdk(feature), collector, Duration.ofSeconds(4)).run();
        System.out.println(result.line(feature + " " + collector.label()));
        assertThat(result.nearlyRight()).as(result.line("")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"25, ZGC", "17, G1"})
    void stall_drivenTarget_criticalPointWithinOneWindowAndGuiltySiteNamed(int feature, ProofRun.Collector collector)
            throws IOException {
        StallProof.Result result = new StallProof(jdk(feature), collector).run();
        System.out.println(result.line(feature + " " + collector.label()));
        assertThat(result.right())
                .as("%s; %s", result.line(""), result.report().headline())
                .isTrue();
    }

    private static JdkHome jdk(int feature) {
        Optional<JdkHome> jdk = JdkHome.find(feature);
        if (jdk.isEmpty()) {
            System.out.println("SKIPPED: no JDK " + feature + " was found on this machine, so no such target was run");
        }
        assumeTrue(jdk.isPresent(), "no JDK " + feature + " was found on this machine, so no such target was run");
        return jdk.orElseThrow();
    }
}
