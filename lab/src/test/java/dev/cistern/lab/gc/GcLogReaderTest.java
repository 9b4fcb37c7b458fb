package dev.cistern.lab.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real logs whose truth is known, and what goes wrong with logs. */
final class GcLogReaderTest {
    private static final Pattern PAUSE = Pattern.compile("(?m)^\\[.*GC\\(\\d+\\) (?:[YOyo]: )?Pause .* [\\d.]+ms$");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Serial-17",
                "Serial-25",
                "Parallel-17",
                "Parallel-25",
                "G1-17",
                "G1-25",
                "Z-17",
                "Z-25",
                "Shenandoah-17",
                "Shenandoah-25",
                "GenShenandoah-25"
            })
    void read_knownRate_withinTheStatedInterval(String name) {
        GcReport report = RecordedLogs.report(RecordedLogs.file(folder, name));
        Estimate rate = Objects.requireNonNull(report.allocation().bytesPerSecond());
        assertThat(rate.low()).isLessThanOrEqualTo(RecordedLogs.RATE);
        assertThat(rate.high()).isGreaterThanOrEqualTo(RecordedLogs.RATE);
        assertThat(rate.value()).as("and not only because it is wide").isCloseTo(RecordedLogs.RATE, within(4.5e6));
        assertThat(report.allocation().exact()).isFalse();
        Estimate idle = report.heap().idleBytesPerSecond();
        assertThat(idle == null || (idle.low() <= 0 && idle.high() >= 0))
                .as("what is kept does not change, so R_idle is 0 or cannot be told: %s", idle)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Serial-17",
                "Serial-25",
                "Parallel-17",
                "Parallel-25",
                "G1-17",
                "G1-25",
                "Z-17",
                "Z-25",
                "Shenandoah-17",
                "Shenandoah-25",
                "GenShenandoah-25"
            })
    void read_everyCollector_noPauseMissed(String name) {
        String text = RecordedLogs.text(name);
        GcReport report = RecordedLogs.report(RecordedLogs.write(folder, name, text));
        long counted = report.pauses().stream()
                .filter(row -> row.pauses() && !row.name().startsWith("Safepoint"))
                .mapToLong(GcReport.PauseRow::count)
                .sum();
        assertThat(counted).isEqualTo(PAUSE.matcher(text).results().count()).isPositive();
        assertThat(report.target().collector())
                .isEqualTo(name.replaceAll("-.*|Gen", "").replaceAll("^Z$", "ZGC"));
    }

    @ParameterizedTest
    @CsvSource({"Serial-17, 17", "Serial-25, 25", "Parallel-17, 17", "Parallel-25, 25", "G1-17, 17", "G1-25, 25"})
    void read_explicitCollections_countedEachOnce(String name, int feature) {
        GcReport report = RecordedLogs.report(RecordedLogs.file(folder, name));
        assertThat(report.signs())
                .contains(new GcReport.SignCount("calls of System.gc()", RecordedLogs.EXPLICIT))
                .noneMatch(sign -> sign.name().contains("whole heap"));
        assertThat(report.target().javaVersion()).isEqualTo(feature);
        assertThat(report.tuning()).anyMatch(sentence -> sentence.contains("System.gc() 2 times"));
    }

    @Test
    void read_onlyTheTagGc_sameRateForG1AndNothingInventedForZgc() {
        String g1 = onlyGc("G1-25");
        Estimate rate = RecordedLogs.report(RecordedLogs.write(folder, "g1", g1))
                .allocation()
                .bytesPerSecond();
        assertThat(Objects.requireNonNull(rate).value()).isCloseTo(RecordedLogs.RATE, within(4e6));
        GcReport z = RecordedLogs.report(RecordedLogs.write(folder, "z", onlyGc("Z-17")));
        assertThat(z.allocation().bytesPerSecond()).isNull();
        assertThat(z.heap().committedBytes()).isNull();
        assertThat(z.notes()).anyMatch(note -> note.contains("-Xlog:gc*"));
    }

    private static String onlyGc(String name) {
        return String.join(
                        "\n",
                        RecordedLogs.text(name)
                                .lines()
                                .filter(line -> line.matches("\\[[\\d.]+s\\]\\[info\\]\\[gc *\\].*"))
                                .toList())
                + "\n";
    }

    @Test
    void read_twoRunsInOneFile_refusedWithTheLine() {
        String one = RecordedLogs.text("G1-25");
        long lines = one.lines().count();
        assertThatThrownBy(() -> RecordedLogs.read(RecordedLogs.write(folder, "two", one + one)))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("two JVMs")
                .hasMessageContaining("tail -n +" + (lines + 1));
    }

    @Test
    void read_twoLogsInterleaved_refused() {
        List<String> one = RecordedLogs.text("G1-25").lines().toList();
        List<String> other = RecordedLogs.text("G1-17").lines().toList();
        StringBuilder mixed = new StringBuilder();
        one.stream()
                .filter(line -> line.contains("Using G1"))
                .forEach(line -> mixed.append(line).append('\n'));
        for (int i = 20; i < Math.min(one.size(), other.size()); i++) {
            mixed.append(one.get(i)).append('\n').append(other.get(i)).append('\n');
        }
        assertThatThrownBy(() -> RecordedLogs.read(RecordedLogs.write(folder, "mixed", mixed.toString())))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("two JVMs");
    }

    @Test
    void read_timeOfDaySetBack_movedUpAndMarkedPartial() {
        GcReport report = RecordedLogs.report(RecordedLogs.write(folder, "back", wallClock(-3600)));
        assertThat(report.partial()).isTrue();
        assertThat(report.notes()).anyMatch(note -> note.contains("The clock went back by 36"));
        assertThat(report.seconds()).isLessThan(10);
    }

    @Test
    void read_timeOfDayAlone_asGoodAsUptime() {
        GcReport report = RecordedLogs.report(RecordedLogs.write(folder, "wall", wallClock(0)));
        assertThat(report.partial()).isFalse();
        assertThat(report.startEpochNanos()).isNotNull();
        assertThat(Objects.requireNonNull(report.allocation().bytesPerSecond()).value())
                .isCloseTo(RecordedLogs.RATE, within(4e6));
    }

    /** The log with times of day instead of uptimes, set back in the middle by some seconds. */
    private static String wallClock(int jumpSeconds) {
        List<String> lines = RecordedLogs.text("G1-25").lines().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            double uptime =
                    Double.parseDouble(lines.get(i).substring(1, lines.get(i).indexOf('s')));
            long millis = Math.round(uptime * 1e3) + (i > lines.size() / 2 ? jumpSeconds * 1000L : 0);
            text.append('[')
                    .append(java.time.OffsetDateTime.parse("2026-11-26T10:00:00Z")
                            .plus(java.time.Duration.ofMillis(millis))
                            .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx")))
                    .append(lines.get(i).substring(lines.get(i).indexOf(']')))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void read_lastLineCutOff_partial() {
        String text = RecordedLogs.text("G1-25");
        GcReport report = RecordedLogs.report(RecordedLogs.write(folder, "cut", text.substring(0, text.length() - 9)));
        assertThat(report.partial()).isTrue();
        assertThat(report.notes()).anyMatch(note -> note.contains("cut off"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is empty",
                "'hello world' | is no unified log",
                "'2.345: [GC (Allocation Failure)  65536K->10720K(251392K), 0.0123 secs]' | JDK 8 or older",
                "'[0.005s][info][gc] Using Epsilon' | Epsilon",
                "'[0.005s][info][gc] Using C4' | of the collector C4",
                "'[info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 6M->2M(66M) 21.770ms' | no times",
            })
    void read_whatIsNoLog_messageSaysWhatItIs(String content, String expected) {
        assertThatThrownBy(() -> RecordedLogs.read(RecordedLogs.write(folder, "bad", content)))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining(expected);
    }

    @Test
    void read_noFile_namesIt() {
        assertThatThrownBy(() -> GcLogReader.read(List.of(folder.resolve("gone.log")), Progress.silent()))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("gone.log");
    }

    @Test
    void read_oneCollection_noConclusion() {
        String text = """
                [0.1s][info][gc] Using G1
                [1.0s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 6M->2M(66M) 21.770ms
                """;
        assertThatThrownBy(() -> RecordedLogs.read(RecordedLogs.write(folder, "one", text)))
                .isInstanceOf(LabException.NoConclusion.class)
                .hasMessageContaining("one collection");
    }

    @Test
    void read_rotatedParts_oneHistoryInTheOrderOfTime() {
        List<String> lines = RecordedLogs.text("Parallel-25").lines().toList();
        Path first = RecordedLogs.write(folder, "b", String.join("\n", lines.subList(0, 150)) + "\n");
        Path second = RecordedLogs.write(folder, "a", String.join("\n", lines.subList(150, lines.size())) + "\n");
        GcHistory parts = GcLogReader.read(List.of(second, first), Progress.silent());
        GcHistory whole = RecordedLogs.read(RecordedLogs.file(folder, "Parallel-25"));
        assertThat(parts.collections.size()).isEqualTo(whole.collections.size());
        assertThat(parts.seconds()).isEqualTo(whole.seconds());
    }
}
