package dev.cistern.lab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SeenLinesTest {
    private static final int SECOND = 1_000_000_000;

    @Test
    void of_twoSites_countsEachForItself() {
        Codes codes = new Codes();
        codes.at(Codes.SEEN, "Queue.take", 0);
        codes.at(Codes.KEY, "Table.enter", 0);
        SeenLines seen = new SeenLines(
                List.of(
                        "0 1000 1000 500000000 0 0 0 0 0 -1 -1 -1",
                        "0 3000 600000000 700000000 1 599997000 0 0 2 -1 -1 -1",
                        "0 2000 2000 -1 0 0 0 -1 0 1 -1 -1",
                        "1 0 0 -1 0 0 -1 -1 0 -1 1 0",
                        "cost 512 2 4000 1000000000 3"),
                codes,
                true);

        ProbeEvidence first = seen.of(0);
        assertThat(first.followed()).isEqualTo(3);
        assertThat(first.dead()).isEqualTo(2);
        assertThat(Objects.requireNonNull(first.usedSeconds()).value()).isCloseTo(2e-6, within(1e-15));
        assertThat(Objects.requireNonNull(first.reclaimedSeconds()).value()).isCloseTo(0.6, within(1e-9));
        assertThat(Objects.requireNonNull(first.survivedNext()).value())
                .as("one of the two whose fate is known")
                .isEqualTo(0.5);
        assertThat(first.handedOver()).isEqualTo(2);
        assertThat(first.byTurns()).isEqualTo(1);
        assertThat(first.asKey()).isEqualTo(1);
        assertThat(first.kept()).as("referenced long after its last use").isEqualTo(1);
        assertThat(first.otherThreadIn()).isEqualTo("Queue.take");
        assertThat(first.keyIn()).isEqualTo("Table.enter");

        ProbeEvidence second = seen.of(1);
        assertThat(second.followed()).isEqualTo(1);
        assertThat(second.locked()).isEqualTo(1);
        assertThat(second.inStatic()).isEqualTo(1);
        assertThat(second.survivedNext()).as("no collection came").isNull();

        assertThat(seen.collections()).isEqualTo(3);
        assertThat(seen.openSeconds()).isEqualTo(1);
        assertThat(seen.callSeconds()).as("512 calls of 2 µs each").isCloseTo(512 * 2000.0 / SECOND, within(1e-12));
    }

    @Test
    void of_siteThatWasNeverSeen_knowsNothing() {
        ProbeEvidence none = new SeenLines(List.of("cost 0 0 0 0 0"), new Codes(), true).of(0);
        assertThat(none.followed()).isZero();
        assertThat(none.enough()).isFalse();
        assertThat(none.usedSeconds()).isNull();
        assertThat(none.reclaimedSeconds()).isNull();
    }

    @Test
    void of_collectorThatDoesNotTellOfDeaths_saysNothingOfLives() {
        Codes codes = new Codes();
        ProbeEvidence seen = new SeenLines(
                        List.of("0 1000 900000000 950000000 1 899999000 0 0 0 -1 -1 -1", "cost 1 0 0 0 1"),
                        codes,
                        false)
                .of(0);
        assertThat(seen.followed()).isEqualTo(1);
        assertThat(seen.handedOver()).isEqualTo(1);
        assertThat(seen.dead()).isZero();
        assertThat(seen.kept()).isZero();
        assertThat(seen.survivedNext()).isNull();
    }
}
