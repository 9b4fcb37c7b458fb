package dev.cistern.lab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.shell.PageServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page over HTTP, with instruments that the test itself lets through. */
final class WebServerTest {
    private static final RunningJvm JVM =
            new RunningJvm(ProcessHandle.current().pid(), "com.acme.Shop<script>", 25, "G1");

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestInstrument first = new TestInstrument("first", true);
    private final TestInstrument second = new TestInstrument("second", true);
    private final TestInstrument asked = new TestInstrument("asked", false);
    private final PageServer server = PageServer.start(0);
    private @Nullable WebServer web;

    private void start(@Nullable RunningJvm jvm) {
        web = WebServer.start(server, List.of(first, second, asked), Duration.ofSeconds(30), jvm);
    }

    @AfterEach
    void end() {
        if (web != null) {
            web.close();
        }
        server.close();
        client.close();
    }

    @Test
    void overview_noJvmChosen_asksForOneAndNobodyObserves() throws Exception {
        start(null);
        assertThat(get("/").body())
                .contains("Which JVM?", "Nothing was seen yet.")
                .doesNotContain("Observes");
    }

    @Test
    void overview_jvmChosen_instrumentsTakeTurns() throws Exception {
        start(JVM);
        first.awaitTurn();
        assertThat(get("/").body())
                .contains("com.acme.Shop&lt;script&gt;", "looking at com.acme.Shop&lt;script&gt;", "25 %", "<progress")
                .contains("Waits for its turn.")
                .doesNotContain("Shop<script>");
        first.letThrough();
        second.awaitTurn();
        assertThat(get("/").body()).contains("Seen &lt;b&gt;1&lt;/b&gt; times.", "Shows what it saw last.");
        second.letThrough();
        first.letThrough();
        await().until(() -> get("/").body().contains("Seen &lt;b&gt;2&lt;/b&gt; times."));
    }

    @Test
    void view_beforeAndAfterItsFirstTurn_sameLinksAndItsOwnPage() throws Exception {
        start(JVM);
        first.awaitTurn();
        assertThat(get("/second").body()).contains("What the second is for.", "Waits for its turn.", "href=\"/first\"");
        first.letThrough();
        second.awaitTurn();
        HttpResponse<String> page = get("/first");
        assertThat(page.body())
                .contains("page of first, number 1", "aria-current=\"page\"", "href=\"/second\"", "data-live=\"2000\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .contains("connect-src 'self'", "form-action 'none'", "frame-ancestors 'none'");
    }

    @Test
    void instrumentOnlyOnDemand_asked_hasTheNextTurn() throws Exception {
        start(JVM);
        first.awaitTurn();
        assertThat(post("/next/asked", own()).statusCode()).isEqualTo(200);
        asked.awaitTurn();
        assertThat(first.stopped()).as("the turn of the other was ended").isTrue();
        asked.letThrough();
        await().until(() -> get("/asked").body().contains("page of asked, number 1"));
    }

    @Test
    void instrument_fails_messageIsShownAndTheNextGoesOn() throws Exception {
        start(JVM);
        first.awaitTurn();
        first.failWith("too <few> samples");
        second.awaitTurn();
        assertThat(get("/").body()).contains("too &lt;few&gt; samples", "Its last turn failed.");
    }

    @Test
    void instrument_breaksDown_pageSaysSoAndTheNextGoesOn() throws Exception {
        start(JVM);
        first.awaitTurn();
        first.breakDown();
        second.awaitTurn();
        assertThat(get("/").body()).contains("An error of Cistern", "&lt;gone&gt;", "Its last turn failed.");
    }

    @Test
    void choose_whileAnInstrumentOfNoJvmMeasures_itGoesOnAndKeepsItsPage() throws Exception {
        start(JVM);
        first.awaitTurn();
        assertThat(post("/next/asked", own()).statusCode()).isEqualTo(200);
        asked.awaitTurn();
        assertThat(post("/choose", own()).statusCode()).isEqualTo(200);
        assertThat(asked.stopped()).isFalse();
        asked.letThrough();
        await().until(() -> get("/asked").body().contains("page of asked, number 1"));
        assertThat(post("/choose", own()).statusCode()).isEqualTo(200);
        assertThat(get("/asked").body()).contains("page of asked, number 1");
    }

    @Test
    void next_noJvmChosen_notRemembered() throws Exception {
        start(null);
        assertThat(post("/next/second", own()).statusCode()).isEqualTo(200);
        assertThat(post("/next/asked", own()).statusCode()).isEqualTo(200);
        asked.awaitTurn();
        asked.letThrough();
        await().until(() -> get("/asked").body().contains("page of asked, number 1"));
        assertThat(get("/second").body()).contains("Nothing was seen yet.");
    }

    @Test
    void choose_none_endsTheObservation() throws Exception {
        start(JVM);
        first.awaitTurn();
        assertThat(post("/choose", own()).statusCode()).isEqualTo(200);
        await().until(first::stopped);
        assertThat(get("/").body()).contains("Which JVM?");
    }

    @Test
    void choose_processThatIsNone_refusedWithTheReason() throws Exception {
        start(null);
        HttpResponse<String> answer = post("/choose?999999999", own());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("there is no process with the id 999999999");
    }

    @Test
    void post_foreignPageOrNone_refusedAndNothingChanges() throws Exception {
        start(JVM);
        first.awaitTurn();
        assertThat(post("/choose", "http://evil.example").statusCode()).isEqualTo(403);
        assertThat(post("/choose", null).statusCode()).isEqualTo(403);
        HttpResponse<String> read = get("/choose");
        assertThat(read.statusCode()).isEqualTo(405);
        assertThat(read.headers().firstValue("Allow")).contains("POST");
        assertThat(post("/", own()).statusCode()).isEqualTo(405);
        assertThat(first.stopped()).isFalse();
    }

    @Test
    void close_inATurn_endsIt() throws Exception {
        start(JVM);
        first.awaitTurn();
        end();
        assertThat(first.stopped()).isTrue();
    }

    private String own() {
        return "http://localhost:" + server.port();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, @Nullable String origin) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.noBody());
        if (origin != null) {
            request.header("Origin", origin);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }
}
