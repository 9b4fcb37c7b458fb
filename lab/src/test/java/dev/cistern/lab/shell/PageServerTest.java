package dev.cistern.lab.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Talks to the server over bare sockets, since a client of the JDK's writes the Host header by itself. */
final class PageServerTest {
    private final PageServer server = PageServer.start(0)
            .page(
                    "/",
                    () -> new Page("test", "A page")
                            .live(Duration.ofSeconds(1))
                            .render(html -> html.element("p", "hi")))
            .page("/none", () -> {
                throw new LabException.NoConclusion("nothing yet");
            })
            .file("/x.pb", "application/octet-stream", "x.pb", () -> new byte[] {1, 2, 3});

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void page_askedByLocalhost_hasItsPolicyInTheHeader() throws IOException {
        String answer = ask("GET", "/", "Host: localhost:" + server.port());
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-security-policy: default-src 'none'");
        assertThat(answer)
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("connect-src 'self'", "frame-ancestors 'none'", "<p>hi</p>");
    }

    @Test
    void page_foreignHost_isRefused() throws IOException {
        for (String host : List.of("evil.example", "evil.example:" + server.port(), "localhost", "localhost:1", "")) {
            assertThat(ask("GET", "/", "Host: " + host))
                    .startsWith("HTTP/1.1 421")
                    .doesNotContain("<p>hi</p>");
        }
        assertThat(ask("GET", "/", "X: y")).startsWith("HTTP/1.1 421");
    }

    @Test
    void page_foreignOrigin_isRefused() throws IOException {
        String host = "Host: localhost:" + server.port();
        assertThat(ask("GET", "/", host, "Origin: https://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET", "/x.pb", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("GET", "/", host, "Origin: http://localhost:" + server.port()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void request_otherThanReading_isRefused() throws IOException {
        assertThat(ask("POST", "/", "Host: localhost:" + server.port(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("allow: GET, HEAD");
        assertThat(ask("HEAD", "/", "Host: localhost:" + server.port()))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("<p>hi</p>");
    }

    @Test
    void action_fails_answersWhy() throws IOException {
        server.action("/act", query -> {
            throw new IllegalStateException("no " + query);
        });
        String own = "localhost:" + server.port();
        assertThat(ask("POST", "/act?ink", "Host: " + own, "Origin: http://" + own, "Content-Length: 0"))
                .startsWith("HTTP/1.1 500")
                .contains("no ink");
    }

    @Test
    void page_unchanged_isNotSentAgain() throws IOException {
        String first = ask("GET", "/", "Host: localhost:" + server.port());
        String tag = first.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("etag: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
        assertThat(ask("GET", "/", "Host: localhost:" + server.port(), "If-None-Match: " + tag))
                .startsWith("HTTP/1.1 304");
    }

    @Test
    void page_nothingToShowYet_saysSo() throws IOException {
        assertThat(ask("GET", "/none", "Host: localhost:" + server.port()))
                .startsWith("HTTP/1.1 503")
                .contains("nothing yet");
        assertThat(ask("GET", "/other", "Host: localhost:" + server.port())).startsWith("HTTP/1.1 404");
    }

    @Test
    void file_download_hasItsName() throws IOException {
        assertThat(ask("GET", "/x.pb", "Host: 127.0.0.1:" + server.port()))
                .containsIgnoringCase("content-disposition: attachment; filename=\"x.pb\"");
    }

    @Test
    void server_addressesOfOtherInterfaces_areNotBound() throws IOException {
        for (NetworkInterface network : (Iterable<NetworkInterface>) NetworkInterface.networkInterfaces()::iterator) {
            for (InetAddress address : (Iterable<InetAddress>) network.inetAddresses()::iterator) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
                }
            }
        }
    }

    private void connect(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, server.port()), 2_000);
        }
    }

    @Test
    void port_whatUsersWrite_isUnderstoodOrExplained() {
        assertThat(PageServer.port("--http", ":8080")).isEqualTo(8080);
        assertThat(PageServer.port("--http", "8080")).isEqualTo(8080);
        assertThat(PageServer.port("--http", "localhost:0")).isZero();
        for (String wrong : List.of("0.0.0.0:8080", "host:80", ":70000", "", ":http")) {
            assertThatThrownBy(() -> PageServer.port("--http", wrong))
                    .isInstanceOf(LabException.BadInput.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void start_portInUse_saysWhatToDo() {
        assertThatThrownBy(() -> PageServer.start(server.port()).close())
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining(":0");
    }

    private String ask(String method, String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
