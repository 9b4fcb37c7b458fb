package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The forms of {@code cistern flame} on real JVMs, in real time. */
final class FlameIT {
    private static final Pattern SERVED = Pattern.compile("(http://localhost:\\d+)/");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void allocations_ofARunningJvm_everyExportReadsBackTheSame() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25)) {
            CommandRun run = CommandRun.of(
                    folder,
                    "flame",
                    "--event",
                    "alloc",
                    "--duration",
                    "4s",
                    "--html",
                    "a.html",
                    "--json",
                    "a.json",
                    "--pprof",
                    "a.pb.gz",
                    "--collapsed",
                    "a.txt",
                    "--speedscope",
                    "a.speedscope.json",
                    "--otlp",
                    "a.otlp.pb",
                    "" + target.pid());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("SteadyTarget.scratch", "a.html", "a.pb.gz");
            assertThat(target.isAlive()).isTrue();
        }
        JsonNode drawn = JsonSchema.validated("flame-1", Files.readString(folder.resolve("a.json")));
        double total = drawn.at("/total").asDouble();
        assertThat(total).isPositive();
        for (String file : List.of("a.pb.gz", "a.txt")) {
            CommandRun again = CommandRun.of(folder, "flame", file, "--json", "-", "--quiet");
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(JsonSchema.validated("flame-1", again.out()).at("/total").asDouble())
                    .as(file)
                    .isBetween(0.999 * total, 1.001 * total);
        }
        assertThat(folder.resolve("a.html")).isNotEmptyFile();
        assertThat(folder.resolve("a.otlp.pb")).isNotEmptyFile();
        assertThat(folder.resolve("a.speedscope.json")).content().contains("SteadyTarget.scratch");
    }

    @ParameterizedTest
    @CsvSource({"17, cpu, nanoseconds", "25, live, bytes"})
    void otherEvents_ofARunningJvm_nameItsAllocator(int feature, String event, String unit) throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, feature, "-Xmx128m")) {
            CommandRun run = CommandRun.of(
                    folder, "flame", "--event", event, "--duration", "3s", "--json", "-", "--quiet", "" + target.pid());
            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode drawn = JsonSchema.validated("flame-1", run.out());
            assertThat(drawn.at("/unit").asString()).isEqualTo(unit);
            assertThat(run.out()).contains("SteadyTarget.allocate");
        }
    }

    @Test
    void locks_nobodyWaits_2AndWhatToDo() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25)) {
            CommandRun run = CommandRun.of(folder, "flame", "--event", "lock", "--duration", "3s", "" + target.pid());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("put it under load");
        }
    }

    @Test
    void launched_interrupted_partialGraphAndProgramEnded() throws IOException {
        try (CommandRun run = CommandRun.start(
                folder,
                "flame",
                "--event",
                "wall",
                "--duration",
                "12s",
                "--json",
                "a.json",
                "--",
                TargetJvm.program(25, "java"),
                "-cp",
                TargetJvm.CLASSES,
                TargetJvm.MAIN)) {
            run.awaitErrorLine("\\[ [2-5]\\d %\\] profiling");
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        JsonNode drawn = JsonSchema.validated("flame-1", Files.readString(folder.resolve("a.json")));
        assertThat(drawn.at("/partial").asBoolean()).isTrue();
        assertThat(ProcessHandle.of(drawn.at("/target/pid").asLong()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void target_notThere_3() throws IOException {
        long gone;
        try (TargetJvm target = TargetJvm.start(folder, 25)) {
            gone = target.pid();
            target.end();
        }
        CommandRun run = CommandRun.of(folder, "flame", "" + gone);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("" + gone);
    }

    @Test
    void http_whileItRuns_pageAndExportsForThisMachineOnly() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(folder, 25);
                CommandRun run =
                        CommandRun.start(folder, "flame", "--event", "cpu", "--http", ":0", "" + target.pid())) {
            Matcher served = SERVED.matcher(run.awaitErrorLine(SERVED.pattern()));
            assertThat(served.find()).isTrue();
            HttpResponse<byte[]> page = whenThere(served.group(1) + "/");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            HttpResponse<byte[]> pprof = whenThere(served.group(1) + "/pprof");
            assertThat(Arrays.copyOf(pprof.body(), 2)).as("gzip").containsExactly(0x1f, 0x8b);
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(target.isAlive()).isTrue();
        }
    }

    @Test
    void http_targetEnds_partialReportIsWrittenAndServedUntilCtrlC() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(folder, 25);
                CommandRun run = CommandRun.start(
                        folder, "flame", "--event", "cpu", "--http", ":0", "--json", "a.json", "" + target.pid())) {
            Matcher served = SERVED.matcher(run.awaitErrorLine(SERVED.pattern()));
            assertThat(served.find()).isTrue();
            assertThat(whenThere(served.group(1) + "/").body()).isNotEmpty();
            target.end();
            run.awaitErrorLine("the process " + target.pid() + " has ended");
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("a.json")));
            assertThat(whenThere(served.group(1) + "/").body()).isNotEmpty();
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        JsonNode drawn = JsonSchema.validated("flame-1", Files.readString(folder.resolve("a.json")));
        assertThat(drawn.at("/partial").asBoolean()).isTrue();
    }

    /** Asks again as long as the first seconds are being profiled, as a browser does. */
    private static HttpResponse<byte[]> whenThere(String address) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 503) {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    return answer;
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new AssertionError("still nothing to show at " + address);
                }
                LockSupport.parkNanos(200_000_000);
            }
        }
    }
}
