package dev.cistern.experiments.boundaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The experiments that take seconds, in real processes; the costs and the reuse take a minute each and run by command. */
final class BoundariesIT {
    @Test
    void fates_onThisMachine_areAsExpectedWithTheCompilersReason() {
        Finding finding = new Boundaries().run(1).orElseThrow();
        assertThat(finding.asExpected()).as(finding.toString()).isTrue();
        assertThat(finding.notes()).anyMatch(note -> note.contains("not inlining the callee"));
    }

    @Test
    void residue_immutableCopy_isNeverForeign() {
        Finding finding = new Boundaries().run(2).orElseThrow();
        assertThat(finding.charts()).hasSize(2);
        assertThat(finding.charts())
                .allSatisfy(chart -> assertThat(chart.bars().get(1).value())
                        .as(chart.caption())
                        .isZero());
    }

    @Test
    void headers_handedOver_nothingIsLost() {
        Finding finding = new Boundaries().run(5).orElseThrow();
        assertThat(finding.charts().get(1).bars())
                .allSatisfy(bar -> assertThat(bar.value()).as(bar.label()).isZero());
    }

    @Test
    void stop_beforeTheExperiment_leavesNoFinding() {
        Boundaries boundaries = new Boundaries();
        boundaries.stop();
        assertThat(boundaries.run(2)).isEmpty();
    }
}
