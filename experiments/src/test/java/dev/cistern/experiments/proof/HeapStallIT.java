package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.Verdict;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Gc and stall against programs whose truth is known, one JDK and collector each unless the build is to be thorough;
 * {@code experiments/prove heaps}, {@code pauses} and {@code stalls} run them all.
 */
final class HeapStallIT {
    @Test
    void heap_setRateOnJdk17Zgc_withinTheIntervalsLiveAndFromTheLog() throws IOException {
        heap(17, ProofRun.Collector.ZGC);
    }

    @Test
    @Tag("thorough")
    void heap_setRateOnJdk25G1_withinTheIntervalsLiveAndFromTheLog() throws IOException {
        heap(25, ProofRun.Collector.G1);
    }

    private static void heap(int feature, ProofRun.Collector collector) throws IOException {
        HeapProof.Result result =
                new HeapProof(FoundJdk.of(feature), collector, Duration.ofSeconds(8), HeapProof.STEADY).run();
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
        HeapProof.Result result = new HeapProof(
                        FoundJdk.of(25), ProofRun.Collector.PARALLEL, Duration.ofSeconds(12), HeapProof.IMPROVING)
                .run();
        assertThat(result.live().verdict()).as(result.live().reason()).isEqualTo(Verdict.PAYS);
    }

    @Test
    void pauses_liveTargetOnJdk25Parallel_numberAndLengthsAreThoseOfItsLog() throws IOException {
        pauses(25, ProofRun.Collector.PARALLEL);
    }

    @Test
    @Tag("thorough")
    void pauses_liveTargetOnJdk17Shenandoah_numberAndLengthsAreThoseOfItsLog() throws IOException {
        pauses(17, ProofRun.Collector.SHENANDOAH);
    }

    private static void pauses(int feature, ProofRun.Collector collector) throws IOException {
        PauseProof.Result result = new PauseProof(FoundJdk.of(feature), collector, Duration.ofSeconds(4)).run();
        System.out.println(result.line(feature + " " + collector.label()));
        assertThat(result.nearlyRight()).as(result.line("")).isTrue();
    }

    @Test
    void stall_drivenTargetOnJdk25Zgc_criticalPointWithinOneWindowAndGuiltySiteNamed() throws IOException {
        stall(25, ProofRun.Collector.ZGC);
    }

    @Test
    @Tag("thorough")
    void stall_drivenTargetOnJdk17G1_criticalPointWithinOneWindowAndGuiltySiteNamed() throws IOException {
        stall(17, ProofRun.Collector.G1);
    }

    private static void stall(int feature, ProofRun.Collector collector) throws IOException {
        StallProof.Result result = new StallProof(FoundJdk.of(feature), collector).run();
        System.out.println(result.line(feature + " " + collector.label()));
        assertThat(result.right())
                .as("%s; %s", result.line(""), result.report().headline())
                .isTrue();
    }
}
