package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cistern web} against a JVM that runs. */
final class WebIT {
    private static final Pattern SERVED = Pattern.compile("(http://localhost:\\d+)/");
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void runningJvm_askedForTheMatrix_shownLiveAndNothingStaysAfterCtrlC() throws Exception {
        try (TargetJvm target = TargetJvm.start(folder, 25);
                CommandRun run =
                        CommandRun.start(folder, "web", "" + target.pid(), "--http", ":0", "--duration", "10s")) {
            Matcher served = SERVED.matcher(run.awaitErrorLine("is served at http"));
            assertThat(served.find()).isTrue();
            String address = served.group(1);
            assertThat(get(address, "/").body()).contains("SteadyTarget", "Verdicts", "Flame graph", "Boundaries");
            HttpResponse<String> asked = client.send(
                    request(address, "/next/matrix")
                            .header("Origin", address)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(asked.statusCode()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> get(address, "/matrix").body().contains("Bytes allocated a second"));
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(target.diagnose("JFR.check")).contains("No available recordings");
        }
    }

    private HttpResponse<String> get(String address, String path) throws IOException, InterruptedException {
        return client.send(request(address, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String address, String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }
}
