package dev.cistern.experiments.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small order service on a loopback port that puts itself under load.
 *
 * <p>Start it as a process of its own. It prints one line that begins with {@code ready} when the load is running, and
 * ends when its standard input does, so it never outlives the process that started it. It takes no arguments and, under
 * its load of {@value Load#REQUESTS_PER_SECOND} requests a second, less than one core.
 */
public final class DemoService {
    private static final int WORKERS = 4;

    private final OrderBook orders = new OrderBook();
    private final SessionStore sessions = new SessionStore();
    private final AuditTrail audit = new AuditTrail();

    private DemoService() {}

    /**
     * The JVM arguments to start the service with: a young generation small enough that a demo of half a minute sees
     * many collections.
     *
     * @return the arguments, to stand before the class path
     */
    public static List<String> jvmArguments() {
        return List.of("-XX:+UseG1GC", "-Xms256m", "-Xmx256m", "-Xmn64m");
    }

    /**
     * Runs the service until standard input ends.
     *
     * @param arguments none
     * @throws IOException if no loopback port can be opened
     */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = new DemoService().start();
        int port = server.getAddress().getPort();
        Load.start(port);
        System.out.println("ready on http://127.0.0.1:" + port + "/orders?customer=7 under a load of "
                + Load.REQUESTS_PER_SECOND + " requests a second");
        awaitEnd(System.in);
        System.exit(0);
    }

    private HttpServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService workers = Executors.newFixedThreadPool(
                WORKERS, Thread.ofPlatform().name("worker-", 1).daemon().factory());
        server.setExecutor(workers);
        server.createContext("/orders", this::orders);
        server.createContext("/login", this::login);
        server.createContext("/status", this::status);
        Thread.ofPlatform().name("audit").daemon().start(audit);
        server.start();
        return server;
    }

    private void orders(HttpExchange exchange) throws IOException {
        int customer = customer(exchange);
        JsonPage page = new JsonPage();
        page.open(customer);
        for (PricedLine line : orders.pricedLines(customer)) {
            page.add(line);
        }
        page.close();
        audit.record(customer, page.length());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("ETag", page.tag());
        exchange.sendResponseHeaders(200, page.length());
        try (OutputStream body = exchange.getResponseBody()) {
            page.writeTo(body);
        }
    }

    private void login(HttpExchange exchange) throws IOException {
        int customer = customer(exchange);
        sessions.open(customer, System.nanoTime());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void status(HttpExchange exchange) throws IOException {
        int customer = customer(exchange);
        String answer = "visits " + sessions.visits(customer) + ", audited bytes " + audit.written() + "\n";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static int customer(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return Integer.parseInt(query.substring(query.indexOf('=') + 1));
    }

    private static void awaitEnd(InputStream input) throws IOException {
        while (input.read() >= 0) {
            // Whatever is typed is ignored; only the end counts.
        }
    }
}
