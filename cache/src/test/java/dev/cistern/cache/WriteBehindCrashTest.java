package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of its writes and looks what its file has. */
final class WriteBehindCrashTest {
    private static final int ACKNOWLEDGED = 40;
    private static final int KEYS = 50;

    /** A store that appends changes to a file; every third call fails before, or after, it has written. */
    private record FileStore(FileChannel file) implements StoreWriter<Integer, Integer> {
        private static int calls;

        @Override
        public void write(List<StoreChange<Integer, Integer>> changes) throws IOException {
            int call = ++calls;
            if (call % 6 == 2) {
                throw new IOException("failed before the write");
            }
            StringBuilder lines = new StringBuilder();
            changes.forEach(change -> lines.append(change.key())
                    .append(' ')
                    .append(change.value())
                    .append('\n'));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
            if (call % 6 == 5) {
                throw new IOException("failed after the write");
            }
        }

        /** Reads the last value of each key; a line that the crash cut off does not count. */
        static Map<Integer, Integer> read(Path from) throws IOException {
            Map<Integer, Integer> values = new HashMap<>();
            String all = Files.readString(from);
            all.substring(0, all.lastIndexOf('\n') + 1).lines().forEach(line -> {
                int space = line.indexOf(' ');
                values.put(Integer.valueOf(line.substring(0, space)), Integer.valueOf(line.substring(space + 1)));
            });
            return values;
        }
    }

    /** The process that is killed: writes rounds of growing values, and says which round is safe. */
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("SystemOut") // is how it talks to the test
        public static void main(String[] args) throws Exception {
            try (FileChannel file = FileChannel.open(
                    Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                WriteBehind<Integer, Integer> behind = WriteBehind.<Integer, Integer>to(new FileStore(file))
                        .batchSize(7)
                        .backoff(Duration.ofNanos(1), Duration.ofMillis(1))
                        .build();
                Cache<Integer, Integer> cache = Cache.<Integer, Integer>builder()
                        .maximumSize(20)
                        .writeBehind(behind)
                        .build();
                for (int round = 1; ; round++) {
                    for (int key = 0; key < KEYS; key++) {
                        cache.put(key, round);
                    }
                    if (behind.flush(Duration.ofMinutes(1))) {
                        System.out.println(round);
                        System.out.flush();
                    }
                }
            }
        }
    }

    @Test
    void crash_inTheMiddleOfWrites_nothingAcknowledgedIsLost(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("store");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int safe = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (safe < ACKNOWLEDGED) {
                safe = Integer.parseInt(lines.readLine());
            }
            // By its handle, which leaves the stream open for what was said before the end.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                safe = Integer.parseInt(line);
            }
        } finally {
            process.destroyForcibly();
        }
        Map<Integer, Integer> found = FileStore.read(file);
        assertThat(found).hasSize(KEYS);
        for (Map.Entry<Integer, Integer> entry : found.entrySet()) {
            assertThat(entry.getValue())
                    .as("key %s after round %s was acknowledged", entry.getKey(), safe)
                    .isGreaterThanOrEqualTo(safe);
        }
    }

    /** {@return where the classes are, also where the tests run as a module} */
    private static String classPath() throws Exception {
        Path main = Path.of(
                Cache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path test = Path.of(WriteBehindCrashTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return main
                + File.pathSeparator
                + test
                + File.pathSeparator
                + main.resolveSibling("test-classes")
                + File.pathSeparator
                + System.getProperty("java.class.path");
    }
}
