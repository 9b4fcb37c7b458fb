package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The forms of {@code cistern gc} and {@code cistern stall} on real JVMs, in real time. */
final class GcStallIT {
    private static final Pattern SERVED = Pattern.compile("(http://localhost:\\d+)/");

    @TempDir
    private Path folder;

    @Test
    void gc_runningJvmThenItsLog_sameRateFromBoth() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-Xmx256m", "-Xlog:gc*:file=gc.log")) {
            CommandRun run = CommandRun.of(
                    folder, "gc", "" + target.pid(), "--duration", "6s", "--json", "gc.json", "--html", "gc.html");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("R_alloc", "counted by the JVM", "G1New");
            assertThat(folder.resolve("gc.html")).isNotEmptyFile();
            JsonNode live = JsonSchema.validated("gc-1", Files.readString(folder.resolve("gc.json")));
            assertThat(live.at("/allocation/exact").asBoolean()).isTrue();

            CommandRun log = CommandRun.of(folder, "gc", "gc.log", "--json", "-", "--quiet");
            assertThat(log.exitCode()).as(log.err()).isZero();
            JsonNode read = JsonSchema.validated("gc-1", log.out());
            // The log tells of the target's whole life, of which the machine may have given it more or less at times;
            // how
            // exact both are is HeapStallIT's to say.
            double exact = live.at("/allocation/bytesPerSecond/value").asDouble();
            assertThat(read.at("/allocation/bytesPerSecond/value").asDouble()).isBetween(0.5 * exact, 2 * exact);
            assertThat(target.isAlive()).isTrue();
        }
    }

    @Test
    void stall_launchedProgram_jsonToOutputAndProgramEnded() throws IOException {
        CommandRun run = CommandRun.of(
                folder,
                "stall",
                "--duration",
                "4s",
                "--json",
                "-",
                "--",
                TargetJvm.program(17, "java"),
                "-XX:+UseG1GC",
                "-cp",
                TargetJvm.CLASSES,
                TargetJvm.MAIN);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = JsonSchema.validated("stall-1", run.out());
        assertThat(report.at("/target/mainClass").asString()).isEqualTo(TargetJvm.MAIN);
        assertThat(report.at("/histograms")
                        .valueStream()
                        .map(row -> row.at("/kind").asString()))
                .contains("PAUSE");
        assertThat(ProcessHandle.of(report.at("/target/pid").asLong()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void gc_http_pageIsServedToThisMachineWhileItRuns() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-Xmx256m");
                CommandRun run = CommandRun.start(
                        folder, "gc", "" + target.pid(), "--duration", "60s", "--http", ":0", "--json", "gc.json")) {
            Matcher served = SERVED.matcher(run.awaitErrorLine(SERVED.pattern()));
            assertThat(served.find()).isTrue();
            run.awaitErrorLine("\\] recording");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(served.group(1) + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("data-live");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode())
                    .as("a report or nothing yet; %s", run.err())
                    .isIn(0, 130);
        }
    }
}
