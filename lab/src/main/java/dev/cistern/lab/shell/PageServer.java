package dev.cistern.lab.shell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cistern.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages of an instrument to browsers on this machine while it works.
 *
 * <p>It binds the loopback interface only. A request must name this machine in its Host header, or else a web page from
 * elsewhere could reach it by a name that it lets point here; and it must not say that a foreign page sent it. Answers are
 * kept by nobody and carry the page's content security policy. Routes may be added at any time. Thread-safe; suppliers
 * are called on virtual threads, by several at once.
 */
public final class PageServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(?:(localhost|127\\.0\\.0\\.1)?:)?(\\d{1,5})");
    private static final String LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Supplier<Answer>> routes = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> actions = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // sent once and compared by nobody
    private record Answer(
            int status, String mediaType, @Nullable String fileName, String policy, byte[] body) {}

    private PageServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Reads what a user gives for {@code --http}: a port, with or without this machine's name before it.
     *
     * @param option the name of the option, for messages
     * @param text {@code :8080}, {@code 8080} or {@code localhost:8080}; port 0 takes any free one
     * @return the port
     * @throws LabException.BadInput if it is something else, or names another machine
     */
    public static int port(String option, String text) {
        Matcher address = ADDRESS.matcher(text);
        int port = address.matches() ? Integer.parseInt(address.group(2)) : -1;
        if (port < 0 || port > 65_535) {
            throw new LabException.BadInput(option + " needs a port of this machine such as :8080, but was '" + text
                    + "'; the server can be reached from this machine only, so forward the port with ssh -L to see it"
                    + " from another");
        }
        return port;
    }

    /**
     * Starts a server that answers nothing yet.
     *
     * @param port the port, 0 for any free one
     * @return the server; it runs until it is closed
     * @throws LabException.BadInput if the port is in use or may not be used
     */
    public static PageServer start(int port) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            PageServer pages = new PageServer(server, threads);
            server.setExecutor(threads);
            server.createContext("/", pages::handle);
            server.start();
            return pages;
        } catch (BindException e) {
            throw new LabException.BadInput(
                    "the port " + port + " cannot be used: " + e.getMessage()
                            + "; name another, or :0 for any free one",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Serves a page, made anew for each request.
     *
     * @param path {@code /} or a path without parameters
     * @param page makes the page as it is now; may throw {@link LabException} to say why there is none yet
     * @return this server
     */
    public PageServer page(String path, Supplier<Page.Document> page) {
        routes.put(path, () -> {
            Page.Document document = page.get();
            byte[] body = document.html().getBytes(StandardCharsets.UTF_8);
            return new Answer(
                    200, "text/html; charset=utf-8", null, document.policy() + "; frame-ancestors 'none'", body);
        });
        return this;
    }

    /**
     * Serves a file to be kept.
     *
     * @param path its path
     * @param mediaType its type, {@code application/json}
     * @param fileName the name a browser proposes for it; ASCII letters, digits, dots and dashes
     * @param content makes its bytes
     * @return this server
     */
    public PageServer file(String path, String mediaType, String fileName, Supplier<byte[]> content) {
        if (!fileName.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "a file name has ASCII letters, digits, dots and dashes, but was " + fileName);
        }
        routes.put(path, () -> new Answer(200, mediaType, fileName, LOCKED, content.get()));
        return this;
    }

    /**
     * Does something when a page of this server asks for it by POST; no other page can.
     *
     * @param path its path
     * @param action is given what follows the question mark of the address; may throw {@link LabException} to refuse
     * @return this server
     */
    public PageServer action(String path, Consumer<String> action) {
        actions.put(path, action);
        return this;
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** {@return the address of its first page} */
    public String url() {
        return "http://localhost:" + port() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            String tag = "\"" + UUID.nameUUIDFromBytes(answer.body) + "\"";
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.mediaType);
            headers.set("Content-Security-Policy", answer.policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            headers.set("ETag", tag);
            if (answer.status == 503) {
                headers.set("Refresh", "2"); // there is nothing yet, but soon
            }
            if (answer.fileName != null) {
                headers.set("Content-Disposition", "attachment; filename=\"" + answer.fileName + "\"");
            }
            send(exchange, answer, tag);
        }
    }

    private static void send(HttpExchange exchange, Answer answer, String tag) throws IOException {
        if (answer.status == 200 && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body.length));
            exchange.sendResponseHeaders(answer.status, -1);
        } else {
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            exchange.getResponseBody().write(answer.body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!ours(exchange.getRequestHeaders().getFirst("Host"))) {
            return text(421, "This server answers to localhost only.");
        }
        if (foreign(exchange)) {
            return text(403, "This server does not answer to the pages of others.");
        }
        try {
            return routed(exchange);
        } catch (LabException e) {
            return text(503, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            System.getLogger(PageServer.class.getName())
                    .log(System.Logger.Level.WARNING, "a request could not be answered", e);
            return text(500, "This could not be answered: " + e);
        }
    }

    private Answer routed(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        Consumer<String> action = actions.get(exchange.getRequestURI().getPath());
        if (action != null) {
            return method.equals("POST") ? done(exchange, action) : notAllowed(exchange, "POST");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return notAllowed(exchange, "GET, HEAD");
        }
        Supplier<Answer> route = routes.get(exchange.getRequestURI().getPath());
        return route == null ? text(404, "There is nothing here. Begin at " + url()) : route.get();
    }

    /** A browser tells with each POST which page sends it. */
    private static Answer done(HttpExchange exchange, Consumer<String> action) {
        if (exchange.getRequestHeaders().getFirst("Origin") == null) {
            return text(403, "Only the pages of this server may ask for that.");
        }
        String query = exchange.getRequestURI().getQuery();
        try {
            action.accept(query == null ? "" : query);
            return text(200, "done");
        } catch (LabException e) {
            return text(409, String.valueOf(e.getMessage()));
        }
    }

    private static Answer notAllowed(HttpExchange exchange, String allowed) {
        exchange.getResponseHeaders().set("Allow", allowed);
        return text(405, "Only " + allowed.replace(", ", " and ") + " are answered here.");
    }

    private boolean ours(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        String port = ":" + port();
        return name.equals("localhost" + port)
                || name.equals("127.0.0.1" + port)
                || (port() == 80 && (name.equals("localhost") || name.equals("127.0.0.1")));
    }

    private boolean foreign(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        boolean otherOrigin = origin != null && !(origin.startsWith("http://") && ours(origin.substring(7)));
        boolean embedded = "cross-site".equals(site)
                && !"navigate".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode"));
        return otherOrigin || embedded;
    }

    private static Answer text(int status, String message) {
        return new Answer(
                status, "text/plain; charset=utf-8", null, LOCKED, (message + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
