package dev.cistern.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.recording.MeteredRun.Allocated;
import dev.cistern.lab.recording.MeteredRun.AllocatedSoFar;
import dev.cistern.lab.recording.MeteredRun.HeapAfter;
import dev.cistern.lab.recording.MeteredRun.Memory;
import dev.cistern.lab.recording.MeteredRun.Pause;
import dev.cistern.lab.recording.OperationSource.Reading;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Figures from made-up series whose truth is known. */
final class ProcessRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_000 * SECOND;

    @Test
    void bytes_readingsWithin_areThoseOfAnOperation() {
        ProcessRun run = ProcessRun.of(metered(12, List.of(reading(1, 100), reading(11, 1100)), false), true);
        // 10 MB a second by 100 operations a second.
        assertThat(run.bytes()).isCloseTo(1e5, within(1.0));
        assertThat(run.operationsPerSecond()).isCloseTo(100, within(1e-9));
    }

    @Test
    void bytes_oneTotalAtTheEnd_areThoseOfTheWholeLife() {
        ProcessRun run = ProcessRun.of(metered(12, List.of(reading(12, 2000)), false), true);
        assertThat(run.bytes()).isCloseTo(2e8 / 2000, within(1.0));
    }

    @Test
    void bytes_noReading_areUnknown() {
        assertThat(ProcessRun.of(metered(12, List.of(), false), true).bytes()).isNull();
        assertThat(ProcessRun.of(metered(12, List.of(reading(1, 5), reading(11, 5)), false), true)
                        .bytes())
                .as("a number that does not grow counts nothing")
                .isNull();
    }

    @Test
    void pauses_stallsAmongThem_countAlike() {
        ProcessRun run = ProcessRun.of(metered(12, List.of(), false), false);
        assertThat(run.pauses()).isEqualTo(3);
        assertThat(run.pauseMedianNanos()).isEqualTo(2e6);
        assertThat(run.pauseP99Nanos()).isCloseTo(9e6, within(2e5));
    }

    @Test
    void memorySlope_heapAndRestGrow_bothAreTold() {
        ProcessRun run = ProcessRun.of(metered(12, List.of(), false), false);
        assertThat(run.memorySlope()).isCloseTo(3e5, within(1e3));
        assertThat(run.heapSlope()).isCloseTo(1e5, within(1e3));
    }

    @Test
    void memorySlope_tooShortOrSwapped_isUnknown() {
        assertThat(ProcessRun.of(metered(8, List.of(), false), false).memorySlope())
                .isNull();
        assertThat(ProcessRun.of(metered(12, List.of(), true), false).memorySlope())
                .isNull();
    }

    @Test
    void trends_levelAllocationAndGrowingMemory_isMemoryAlone() {
        Trends trends = Trends.of(metered(30, List.of(), false));
        assertThat(trends.bytes()).isEqualTo(Direction.LEVEL);
        assertThat(trends.memory()).isEqualTo(Direction.UP);
        assertThat(trends.pause()).as("three pauses are too few for a trend").isEqualTo(Direction.UNKNOWN);
        assertThat(trends.verdict()).isEqualTo(JointVerdict.UNDECIDED);
    }

    private static Reading reading(long second, double operations) {
        return new Reading(START + second * SECOND, operations);
    }

    private static MeteredRun metered(long seconds, List<Reading> operations, boolean swapped) {
        return new MeteredRun(
                "25",
                START,
                START + seconds * SECOND,
                new Allocated(START, START + seconds * SECOND, seconds * 1e7, 2e8),
                LongStream.range(0, 2 * seconds)
                        .mapToObj(half -> new AllocatedSoFar(START + half * SECOND / 2, half * 5e6))
                        .toList(),
                List.of(
                        new Pause(START + SECOND, 1_000_000, false),
                        new Pause(START + 2 * SECOND, 2_000_000, false),
                        new Pause(START + 3 * SECOND, 9_000_000, true)),
                LongStream.range(0, 10 * seconds)
                        .mapToObj(look -> new Memory(START + look * SECOND / 10, 1_000_000 + look * 30_000))
                        .toList(),
                LongStream.range(0, seconds)
                        .mapToObj(second -> new HeapAfter(START + second * SECOND, second * 100_000, 50_000_000))
                        .toList(),
                operations,
                swapped,
                false,
                List.of());
    }
}
