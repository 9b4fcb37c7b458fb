package dev.cistern.gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cistern.pool.Lease;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * The JDK's own HTTP server on virtual threads, which needs 1 KiB of scratch memory for every answer.
 *
 * <p>The system property {@code gallery.pooled} takes the scratch memory from a pool; it is the example of the guide.
 */
final class HttpAnswers {
    private static final int SCRATCH_BYTES = 1024;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final boolean POOLED = Boolean.getBoolean("gallery.pooled");
    private static final ScratchPool<byte[]> SCRATCH =
            ScratchPool.builder(new ScratchPolicy()).name("answers").build();

    private final DataInputStream in;
    private final Socket socket;
    private final byte[] body = new byte[SCRATCH_BYTES];

    private HttpAnswers(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", POOLED ? HttpAnswers::answerFromPool : HttpAnswers::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        HttpAnswers client = new HttpAnswers(server.getAddress().getPort());
        new Workload(4_000, false, client::ask).run(arguments);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        send(exchange, new byte[SCRATCH_BYTES]);
    }

    private static void answerFromPool(HttpExchange exchange) throws IOException {
        try (Lease<byte[]> lease = SCRATCH.lease()) {
            send(exchange, lease.get());
        }
    }

    private static void send(HttpExchange exchange, byte[] scratch) throws IOException {
        for (int i = 0; i < scratch.length; i++) {
            scratch[i] = (byte) ('a' + i % 26);
        }
        exchange.sendResponseHeaders(200, scratch.length);
        try (exchange) {
            exchange.getResponseBody().write(scratch);
        }
    }

    /** Asks once over the connection that is kept, and reads the whole answer. */
    private void ask(long number) throws IOException {
        socket.getOutputStream().write(REQUEST);
        int ends = 0;
        for (int matched = 0; matched < 4; ends++) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server ended the connection in the header of answer " + number);
            }
            matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        }
        in.readFully(body);
        if (body[SCRATCH_BYTES - 1] != (byte) ('a' + (SCRATCH_BYTES - 1) % 26)) {
            throw new IOException("answer " + number + " came out wrong after a header of " + ends + " bytes");
        }
    }

    private static final class ScratchPolicy implements PoolPolicy<byte[]> {
        @Override
        public byte[] create() {
            return new byte[SCRATCH_BYTES];
        }

        @Override
        public boolean reset(byte[] scratch) {
            // Every answer writes the whole array before it is sent, so nothing of the last one can be seen.
            return true;
        }
    }
}
