package dev.cistern.experiments.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The load: a few clients, each on a connection of its own, that ask by a fixed schedule.
 *
 * <p>They are plain sockets that read into one buffer, so that what is seen of the JVM is the service and not its load.
 */
final class Load implements Runnable {
    /** Requests a second of all clients together. */
    static final int REQUESTS_PER_SECOND = 2_000;

    private static final int CLIENTS = 4;
    private static final int LOGIN_EVERY = 4;
    private static final int DISTINCT_REQUESTS = 256;
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) * CLIENTS / REQUESTS_PER_SECOND;

    private final int port;
    private final byte[][] requests = new byte[DISTINCT_REQUESTS][];
    private final byte[] buffer = new byte[32 * 1024];

    private Load(int port, int client) {
        this.port = port;
        for (int i = 0; i < DISTINCT_REQUESTS; i++) {
            String path = i % LOGIN_EVERY == 0 ? "/login" : "/orders";
            String request = String.format(
                    Locale.ROOT, "GET %s?customer=%d HTTP/1.1\r\nHost: localhost\r\n\r\n", path, i + client);
            requests[i] = request.getBytes(StandardCharsets.US_ASCII);
        }
    }

    static void start(int port) {
        for (int client = 0; client < CLIENTS; client++) {
            Thread.ofPlatform().name("load-" + client).daemon().start(new Load(port, client));
        }
    }

    @Override
    public void run() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream answers = new BufferedInputStream(socket.getInputStream(), buffer.length);
            long start = System.nanoTime();
            for (long i = 0; ; i++) {
                sleepUntil(start + i * PERIOD_NANOS);
                socket.getOutputStream().write(requests[(int) (i % DISTINCT_REQUESTS)]);
                readAnswer(answers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a client of the demo lost its connection to port " + port, e);
        }
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Reads one answer by its Content-Length; without one it has no body. */
    private void readAnswer(InputStream answers) throws IOException {
        int length = 0;
        for (int size = readLine(answers); size > 0; size = readLine(answers)) {
            length = Math.max(length, contentLength(size));
        }
        for (int rest = length; rest > 0; ) {
            int read = answers.read(buffer, 0, Math.min(rest, buffer.length));
            if (read < 0) {
                throw new EOFException("the service closed the connection in the middle of an answer");
            }
            rest -= read;
        }
    }

    /** Reads a line into the buffer and tells its length without the line's end. */
    private int readLine(InputStream answers) throws IOException {
        int size = 0;
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            buffer[size++] = (byte) next;
        }
        return size > 0 && buffer[size - 1] == '\r' ? size - 1 : size;
    }

    private int contentLength(int size) {
        String name = "content-length:";
        if (size <= name.length()) {
            return 0;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase((char) buffer[i]) != name.charAt(i)) {
                return 0;
            }
        }
        int length = 0;
        for (int i = name.length(); i < size; i++) {
            if (buffer[i] >= '0' && buffer[i] <= '9') {
                length = length * 10 + buffer[i] - '0';
            }
        }
        return length;
    }
}
