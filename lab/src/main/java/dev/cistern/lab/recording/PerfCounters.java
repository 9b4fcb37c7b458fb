package dev.cistern.lab.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The counters that a HotSpot JVM publishes in a memory-mapped file, read without any help of the JVM.
 *
 * <p>Reading them costs the target nothing, which is what makes it possible to wait for a collection.
 */
final class PerfCounters {
    private static final int MAGIC = 0xcafec0c0;
    private static final int SMALLEST_FILE = 32;

    private final Map<String, Object> values;

    private PerfCounters(Map<String, Object> values) {
        this.values = values;
    }

    /** The file of a JVM of this user in this host's own temporary folder. */
    static Path file(long pid) {
        // The JVM always writes to /tmp here, whatever java.io.tmpdir says.
        Path folder =
                Files.isDirectory(Path.of("/tmp")) ? Path.of("/tmp") : Path.of(System.getProperty("java.io.tmpdir"));
        return folder.resolve("hsperfdata_" + System.getProperty("user.name")).resolve(Long.toString(pid));
    }

    /** Reads all counters; none where the JVM publishes none (-XX:-UsePerfData) or the file is not yet complete. */
    static PerfCounters read(Path file) {
        try {
            return new PerfCounters(parse(ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return new PerfCounters(Map.of());
        }
    }

    private static Map<String, Object> parse(ByteBuffer data) {
        if (data.capacity() < SMALLEST_FILE || data.getInt(0) != MAGIC) {
            return Map.of();
        }
        data.order(data.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Map<String, Object> values = new HashMap<>();
        int entry = data.getInt(24);
        for (int count = data.getInt(28); count > 0; count--) {
            int length = data.getInt(entry);
            String name = text(data, entry + data.getInt(entry + 4), entry + length);
            int valueAt = entry + data.getInt(entry + 16);
            if (data.get(entry + 12) == 'J') {
                values.put(name, data.getLong(valueAt));
            } else {
                values.put(name, text(data, valueAt, valueAt + data.getInt(entry + 8)));
            }
            entry += length;
        }
        return values;
    }

    private static String text(ByteBuffer data, int from, int limit) {
        int end = from;
        while (end < limit && data.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - from];
        data.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** The collector; empty where none of its counters tells. */
    String collector() {
        return values.entrySet().stream()
                .filter(value -> value.getKey().matches("sun\\.gc\\.collector\\.\\d+\\.name"))
                .map(value -> CollectorNames.collector(String.valueOf(value.getValue())))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The collections so far that the JVM counts, of all its collectors. */
    long collections() {
        long sum = 0;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (value.getKey().startsWith("sun.gc.collector.")
                    && value.getKey().endsWith(".invocations")
                    && value.getValue() instanceof Long count) {
                sum += count;
            }
        }
        return sum;
    }

    /** The bytes of heap in use at the last collection or now, as the collector keeps it; 0 where it is not told. */
    long heapUsed() {
        long sum = 0;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (value.getKey().startsWith("sun.gc.generation.")
                    && value.getKey().endsWith(".used")
                    && value.getValue() instanceof Long bytes) {
                sum += bytes;
            }
        }
        return sum;
    }
}
