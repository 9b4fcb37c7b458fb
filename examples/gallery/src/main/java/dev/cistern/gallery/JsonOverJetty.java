package dev.cistern.gallery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Jetty on virtual threads that answers with JSON written by Jackson, asked over loopback.
 *
 * <p>The system property {@code gallery.pooled} gives Jackson the recycler pool of its own that suits virtual threads:
 * the setting that advise's finding leads to.
 */
final class JsonOverJetty {
    /** One line of an order. */
    public record Line(long id, String article, int quantity, double price) {}

    /** An order as the service answers with it. */
    public record Order(long id, String customer, List<Line> lines) {}

    private static final int LINES = 12;

    private final ObjectMapper mapper;

    private JsonOverJetty() {
        JsonFactory factory = JsonFactory.builder()
                .recyclerPool(
                        Boolean.getBoolean("gallery.pooled")
                                ? JsonRecyclerPools.newConcurrentDequePool()
                                : JsonRecyclerPools.threadLocalPool())
                .build();
        mapper = new ObjectMapper(factory);
    }

    public static void main(String[] arguments) throws Exception {
        JsonOverJetty service = new JsonOverJetty();
        Server server = new Server(new VirtualThreadPool());
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(service.new Orders());
        server.start();
        Client client = new Client(connector.getLocalPort());
        new Workload(3_000, false, client::ask).run(arguments);
    }

    private final class Orders extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Order asked = mapper.readValue(Content.Source.asInputStream(request), Order.class);
            byte[] answer = mapper.writeValueAsBytes(new Order(asked.id() + 1, asked.customer(), asked.lines()));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length);
            response.write(true, ByteBuffer.wrap(answer), callback);
            return true;
        }
    }

    /** One connection that sends the same order again and again and reads into one buffer. */
    private static final class Client {
        private final Socket socket;
        private final InputStream answers;
        private final byte[] request;
        private final byte[] buffer = new byte[16 * 1024];

        Client(int port) throws Exception {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            answers = new BufferedInputStream(socket.getInputStream(), buffer.length);
            byte[] body = new ObjectMapper().writeValueAsBytes(order());
            String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n";
            request = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }

        void ask(long number) throws Exception {
            socket.getOutputStream().write(request);
            int length = 0;
            for (int size = readLine(); size > 0; size = readLine()) {
                if (startsWith("Content-Length: ", size)) {
                    length = number("Content-Length: ".length(), size);
                }
            }
            if (answers.readNBytes(buffer, 0, length) < length) {
                throw new EOFException("request " + number + " got less than its " + length + " bytes");
            }
        }

        private int readLine() throws Exception {
            int size = 0;
            for (int next = answers.read(); next != '\n'; next = answers.read()) {
                if (next < 0) {
                    throw new EOFException("the service closed the connection");
                }
                if (next != '\r') {
                    buffer[size++] = (byte) next;
                }
            }
            return size;
        }

        private boolean startsWith(String prefix, int size) {
            for (int i = 0; i < prefix.length(); i++) {
                if (i >= size || buffer[i] != prefix.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int number(int from, int to) {
            int value = 0;
            for (int i = from; i < to; i++) {
                value = value * 10 + buffer[i] - '0';
            }
            return value;
        }
    }

    private static Order order() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(new Line(i, "article number " + i, i + 1, 9.95 * i));
        }
        return new Order(1, "customer", lines);
    }
}
