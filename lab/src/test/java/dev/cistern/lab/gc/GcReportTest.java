package dev.cistern.lab.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.shell.TerminalStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on heaps whose changes are set, and the forms of the report. */
final class GcReportTest {
    @TempDir
    private Path folder;

    @Test
    void of_allocationFallsAndIdleRises_pays() {
        GcReport report = report(new MadeLog(100, -1.0, 0.5), GcOptions.defaults());
        assertThat(report.verdict()).isEqualTo(Verdict.PAYS);
        assertThat(Objects.requireNonNull(report.allocation().trend()).value()).isCloseTo(-1e6, within(0.1e6));
        assertThat(Objects.requireNonNull(report.heap().idleBytesPerSecond()).value())
                .isCloseTo(0.5e6, within(0.05e6));
        assertThat(report.conditions()).anyMatch(condition -> condition.contains("dip in traffic"));
    }

    @Test
    void of_idleShrinksFasterThan500KilobytesASecond_tuneThePolicy() {
        GcReport report = report(new MadeLog(100, 0, -0.7), GcOptions.defaults());
        assertThat(report.verdict()).isEqualTo(Verdict.DOES_NOT_PAY);
        assertThat(report.harm()).isFalse();
        assertThat(report.reason()).contains("shrinks faster than 500 KB/s");
        assertThat(report.tuning()).anyMatch(sentence -> sentence.contains("Idle memory shrinks by "));
    }

    @Test
    void of_idleShrinksSlowly_undecided() {
        assertThat(report(new MadeLog(100, 0, -0.3), GcOptions.defaults()).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void of_allocationRises_harm() {
        GcReport report = report(new MadeLog(50, 1.0, 0), GcOptions.defaults());
        assertThat(report.verdict()).isEqualTo(Verdict.DOES_NOT_PAY);
        assertThat(report.harm()).isTrue();
    }

    @Test
    void of_nothingChanges_undecided() {
        GcReport report = report(new MadeLog(80, 0, 0), GcOptions.defaults());
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(report.reason()).contains("Neither");
    }

    @Test
    void of_statedRate_judgedByOperation() {
        GcReport report = report(new MadeLog(80, -1.0, 0.5), new GcOptions(12, 1000.0, null));
        assertThat(Objects.requireNonNull(report.allocation().bytesPerOperation())
                        .value())
                .isCloseTo(50e3, within(5e3));
        assertThat(Objects.requireNonNull(report.allocation().trendPerOperation())
                        .value())
                .isCloseTo(-1e3, within(100.0));
        assertThat(report.verdict()).isEqualTo(Verdict.PAYS);
        assertThat(report.conditions()).anyMatch(condition -> condition.contains("stated rate"));
    }

    /** Bytes a second fall since traffic does; an operation takes what it took. */
    @Test
    void of_dipInTraffic_noGain() {
        GcHistory history = RecordedLogs.read(new MadeLog(80, -1.0, 0.5).write(folder));
        double done = 0;
        for (int second = 0; second <= 60; second++) {
            history.operations.add(history.startNanos() + second * 1_000_000_000L, done);
            done += (80 - second) * 10;
        }
        GcReport report = GcReport.of(history, GcOptions.defaults());
        assertThat(report.allocation().trend())
                .satisfies(trend -> assertThat(trend.high()).isNegative());
        assertThat(report.verdict()).isNotEqualTo(Verdict.PAYS);
    }

    @Test
    void render_everyForm_saysTheSameAndFitsItsSchema() throws IOException {
        GcReport report = report(new MadeLog(100, -1.0, 0.5), GcOptions.defaults());
        String text = GcText.render(report, TerminalStyle.PLAIN);
        assertThat(text).contains("PAYS  Reuse pays here", "R_alloc", "R_idle", "Pause Young");
        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        String json = GcJson.render(report);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/schemas/gc-1.json")), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        Path pages = Files.createDirectories(Path.of("target/browser"));
        String page = GcPage.render(report, Duration.ZERO).html();
        Files.writeString(pages.resolve("gc.html"), page);
        assertThat(page).contains("PAYS: Reuse pays here").doesNotContain("<script>alert");
    }

    private GcReport report(MadeLog log, GcOptions options) {
        return GcReport.of(RecordedLogs.read(log.write(folder)), options);
    }
}
