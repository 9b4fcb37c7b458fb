package dev.cistern.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.classes.ClassFinding;
import dev.cistern.lab.probe.ProbeEvidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProbeFindingsTest {
    private static final ClassFinding OPEN = new ClassFinding(Outcome.UNKNOWN, "Nobody knows.", "holds if checked");
    private static final ClassFinding PASSED = ClassFinding.of(Outcome.PASS, "It is mutable.");
    private static final ClassFinding FAILED = ClassFinding.of(Outcome.FAIL, "It is a key.");

    @Test
    void identity_nothingProbed_isThatOfTheClassFiles() {
        assertThat(ProbeFindings.identity(OPEN, null)).isEqualTo(OPEN);
    }

    @Test
    void identity_failedByClassFiles_staysSo() {
        assertThat(ProbeFindings.identity(FAILED, new Seen().evidence())).isEqualTo(FAILED);
    }

    @Test
    void identity_oneKeyAmongFewObjects_fails() {
        ClassFinding found =
                ProbeFindings.identity(OPEN, new Seen().followed(7).asKey(1).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(found.evidence()).contains("1 of 7", "as a key", "Table.enter");
    }

    @Test
    void identity_locked_fails() {
        ClassFinding found = ProbeFindings.identity(PASSED, new Seen().locked(3).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(found.evidence()).contains("3 of 500", "locked in Gate.pass");
    }

    @Test
    void identity_storedInAStatic_fails() {
        assertThat(ProbeFindings.identity(OPEN, new Seen().inStatic(1).evidence())
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void identity_nothingSeenOfEnoughObjects_passesAndSaysHowRareItMayBe() {
        ClassFinding found = ProbeFindings.identity(OPEN, new Seen().evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.PASS);
        assertThat(found.condition()).isEmpty();
        assertThat(found.evidence()).contains("None of 500", "at most 0.74 %", "No other thread");
    }

    @Test
    void identity_nothingSeenOfTooFew_settlesNothing() {
        ClassFinding found =
                ProbeFindings.identity(OPEN, new Seen().followed(99).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.condition()).isEqualTo(OPEN.condition());
        assertThat(found.evidence()).contains("only 99 objects");
    }

    @Test
    void identity_handedOverForGood_passesAndNamesWhoGivesItBack() {
        ClassFinding found =
                ProbeFindings.identity(OPEN, new Seen().handedOver(480).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.PASS);
        assertThat(found.evidence()).contains("480 were handed over", "Queue.take", "gives it back");
    }

    @Test
    void state_failedOrTooFew_isThatOfTheClassFiles() {
        assertThat(ProbeFindings.state(FAILED, new Seen().kept(500).evidence())).isEqualTo(FAILED);
        assertThat(ProbeFindings.state(PASSED, new Seen().followed(50).kept(50).evidence()))
                .isEqualTo(PASSED);
    }

    @Test
    void state_keptBySomebody_isOpenUnderACondition() {
        ClassFinding found = ProbeFindings.state(PASSED, new Seen().kept(400).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.condition()).contains("lets go of it");
        assertThat(found.evidence()).contains("400 of 500");
    }

    @Test
    void state_usedByTwoThreadsByTurns_isOpenUnderACondition() {
        ClassFinding found = ProbeFindings.state(
                PASSED, new Seen().handedOver(500).byTurns(20).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.condition()).contains("two threads");
    }

    @Test
    void state_nobodyKeepsIt_staysAndSaysSo() {
        ClassFinding found =
                ProbeFindings.state(PASSED, new Seen().handedOver(500).evidence());
        assertThat(found.outcome()).isEqualTo(Outcome.PASS);
        assertThat(found.evidence()).contains("none was still referenced");
    }

    @Test
    void state_noCollectionCame_isThatOfTheClassFiles() {
        assertThat(ProbeFindings.state(
                        PASSED, new Seen().kept(500).uncollected().evidence()))
                .isEqualTo(PASSED);
    }

    @Test
    void state_openByClassFilesToo_namesBothConditions() {
        assertThat(ProbeFindings.state(OPEN, new Seen().kept(500).evidence()).condition())
                .startsWith("holds if checked, and ")
                .contains("lets go of it");
    }

    /** Evidence of 500 objects of which nothing is to be told, but what is set. */
    private static final class Seen {
        private int followed = 500;
        private int handedOver;
        private int byTurns;
        private int asKey;
        private int locked;
        private int inStatic;
        private int kept;
        private @Nullable Estimate survived = new Estimate(0, 0, 0.01);

        Seen uncollected() {
            survived = null;
            return this;
        }

        Seen followed(int count) {
            followed = count;
            return this;
        }

        Seen handedOver(int count) {
            handedOver = count;
            return this;
        }

        Seen byTurns(int count) {
            byTurns = count;
            return this;
        }

        Seen asKey(int count) {
            asKey = count;
            return this;
        }

        Seen locked(int count) {
            locked = count;
            return this;
        }

        Seen inStatic(int count) {
            inStatic = count;
            return this;
        }

        Seen kept(int count) {
            kept = count;
            return this;
        }

        ProbeEvidence evidence() {
            return new ProbeEvidence(
                    followed,
                    followed,
                    new Estimate(1e-6, 1e-6, 2e-6),
                    new Estimate(0.4, 0.3, 0.5),
                    survived,
                    handedOver,
                    byTurns,
                    asKey,
                    locked,
                    inStatic,
                    kept,
                    "Queue.take",
                    "Writer.send",
                    "Table.enter",
                    "Gate.pass",
                    "Last.keep");
        }
    }
}
