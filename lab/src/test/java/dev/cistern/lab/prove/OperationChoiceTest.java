package dev.cistern.lab.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.OperationSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperationChoiceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "requests; must be jmh, stdout:REGEX",
                "stdout:; must be jmh, stdout:REGEX",
                "stdout:done \\d+; group around the number",
                "stdout:(; regular expression",
                "http:localhost; an address such as",
                "jmx:a:type=B; a bean and its attribute",
                "jmx:nonsense#C; a bean and its attribute",
                "event:a b; name of a flight recorder event"
            })
    void parse_wrongWord_namesItAndWhatWasExpected(String word, String expected) {
        assertThatThrownBy(() -> OperationChoice.parse(word))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining(expected);
    }

    @Test
    void parse_httpWithAndWithoutItsOwnScheme_isTheSame() {
        assertThat(OperationChoice.parse("http://localhost:8080/n"))
                .isEqualTo(OperationChoice.parse("http:http://localhost:8080/n"));
    }

    @Test
    void stdout_linesWithTheNumber_areReadings() {
        OperationSource source = OperationChoice.parse("stdout:done ([\\d,]+)").source();
        source.line("starting");
        assertThat(source.problem()).contains("none of the 1 lines");
        source.line("done 1,200 of many");
        assertThat(source.readings()).hasSize(1);
        assertThat(source.readings().getFirst().operations()).isEqualTo(1200);
        assertThat(source.problem()).isEmpty();
    }

    @Test
    void http_pageWithANumber_isAReading() throws IOException {
        AtomicLong count = new AtomicLong(41);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("answers: " + count.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            OperationSource source = OperationChoice.parse(
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                    .source();
            // On a machine that is busy a page may not answer in time; then the next poll reads it.
            while (source.readings().size() < 2) {
                source.poll();
            }
            assertThat(source.readings().get(1).operations())
                    .isGreaterThan(source.readings().get(0).operations())
                    .isGreaterThan(42);
        } finally {
            server.stop(0);
        }
        OperationSource gone = OperationChoice.parse(
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .source();
        gone.poll();
        assertThat(gone.problem()).contains("does not answer");
    }

    @Test
    void jmh_command_isAskedForOneForkAndItsReport() {
        assertThat(new OperationChoice.Jmh().complete("java -jar b.jar Hit", Path.of("/r.json")))
                .isEqualTo("java -jar b.jar Hit -f 1 -foe true -prof gc -rf json -rff '/r.json'");
    }
}
