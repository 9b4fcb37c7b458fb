package dev.cistern.lab.stall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.shell.TerminalStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of this very JVM, with the events that the libraries emit. */
final class StallReaderTest {
    @TempDir
    private Path folder;

    @Test
    void read_waitsForPoolsAndLoadsOfCaches_lanesWithTheirStacks() throws IOException {
        StallReport report = StallReader.read(List.of(recorded("orders")), StallOptions.defaults(), Progress.silent());
        StallReport.Lane lane = report.lanes().stream()
                .filter(found -> found.name().equals("stalling"))
                .findFirst()
                .orElseThrow();
        assertThat(lane.spans()).extracting(StallReport.Span::kind).contains(StallKind.POOL_WAIT, StallKind.CACHE_LOAD);
        StallReport.Span wait = lane.spans().stream()
                .filter(span -> span.kind() == StallKind.POOL_WAIT)
                .findFirst()
                .orElseThrow();
        assertThat(wait.detail()).isEqualTo("orders");
        assertThat(wait.seconds()).isGreaterThanOrEqualTo(0.02);
        assertThat(wait.why()).isEqualTo(StallReport.Why.SLOW_PATH);
        assertThat(wait.path().getFirst().qualifiedMethod()).endsWith("MadeRecording.waitForPool");
        assertThat(report.causes())
                .anyMatch(cause ->
                        cause.kind() == StallKind.CACHE_LOAD && cause.name().equals("prices") && cause.count() == 1);
        assertThat(report.critical()).isNull();
    }

    @Test
    void read_shorterThanAsked_countedButNotShown() throws IOException {
        StallReport report = StallReader.read(
                List.of(recorded("orders")), new StallOptions(Duration.ofMinutes(1)), Progress.silent());
        assertThat(report.lanes()).allMatch(lane -> lane.spans().isEmpty());
        assertThat(report.histograms())
                .anyMatch(row -> row.kind() == StallKind.POOL_WAIT && row.count() == 1 && row.max() >= 0.02);
    }

    @Test
    void read_collectionWhileWaiting_waitIsMadeLongByNothingElse() throws IOException {
        StallReport report = StallReader.read(List.of(recorded("orders")), StallOptions.defaults(), Progress.silent());
        assertThat(report.histograms()).anyMatch(row -> row.kind() == StallKind.PAUSE);
    }

    @Test
    void render_hostileNames_shownAndNeverMarkup() throws IOException {
        StallReport report =
                StallReader.read(List.of(recorded(MadeRecording.HOSTILE)), StallOptions.defaults(), Progress.silent());
        String page = StallPage.render(report, Duration.ZERO).html();
        assertThat(page).doesNotContain("<img", "<script>document").contains("&lt;img src=x");
        Path pages = Files.createDirectories(Path.of("target/browser"));
        Files.writeString(pages.resolve("stall.html"), page);
        String json = StallJson.render(report);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/schemas/stall-1.json")), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(StallText.render(report, TerminalStyle.PLAIN)).contains("pool wait", "cache load", "Threads");
    }

    @Test
    void read_secondChunkCutOff_firstOneIsReadAndPartial() throws IOException {
        byte[] one = Files.readAllBytes(recorded("orders"));
        byte[] both = Arrays.copyOf(one, one.length * 3 / 2);
        System.arraycopy(one, 0, both, one.length, one.length / 2);
        Path file = Files.write(folder.resolve("cut.jfr"), both);
        StallReport report = StallReader.read(List.of(file), StallOptions.defaults(), Progress.silent());
        assertThat(report.partial()).isTrue();
        assertThat(report.notes()).anyMatch(note -> note.contains("end of the recording is missing"));
        assertThat(report.lanes()).isNotEmpty();
    }

    @Test
    void read_onlyChunkCutOff_refused() throws IOException {
        byte[] whole = Files.readAllBytes(recorded("orders"));
        Path file = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> StallReader.read(List.of(file), StallOptions.defaults(), Progress.silent()))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void read_nothingThatTells_noConclusion() throws IOException {
        Path file = folder.resolve("nothing.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.CPUInformation");
            recording.start();
            recording.stop();
            recording.dump(file);
        }
        assertThatThrownBy(() -> StallReader.read(List.of(file), StallOptions.defaults(), Progress.silent()))
                .isInstanceOf(LabException.NoConclusion.class)
                .hasMessageContaining("cistern settings");
    }

    private Path recorded(String pool) throws IOException {
        return MadeRecording.write(folder, pool);
    }
}
