package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.recording.EngineChoice;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Advise against a target whose truth is known, on the oldest JDK that it enters and on the newest. */
final class KnownTruthIT {
    private static final Duration DURATION = Duration.ofSeconds(24);

    @Test
    void advise_jdk25_everyVerdictAndRateRight() throws IOException {
        check(25);
    }

    @Test
    void advise_jdk17_everyVerdictAndRateRight() throws IOException {
        check(17);
    }

    private static void check(int feature) throws IOException {
        ProofRun run = new ProofRun(
                FoundJdk.of(feature),
                ProofRun.Collector.G1,
                ProofRun.Threads.PLATFORM,
                EngineChoice.ASYNC_PROFILER,
                DURATION,
                ProofRun.LARGE_YOUNG);
        Score score = run.run();
        System.out.println(run + "\n" + score.table());

        assertThat(score.truth().bytesPerSecondOfSites() / score.truth().bytesPerSecond())
                .as("the sites make up what the target allocates; if not, the target itself is wrong")
                .isCloseTo(1, within(0.02));
        assertThat(score.sites())
                .as("%s%n%s", run, score.table())
                .allMatch(SiteScore::verdictRight, "right verdict")
                .allMatch(SiteScore::ratePlausible, "rate within 10 %, or within four standard errors")
                .allMatch(SiteScore::nearlyCovered, "true rate within twice the stated interval");
        assertThat(score.totalError()).as(score.table()).isCloseTo(0, within(Score.TOTAL_TOLERANCE));
    }
}
