package dev.cistern.lab.gc;

import dev.cistern.lab.recording.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Logs of one program on every collector: experiments' HeapTarget with {@code --seconds 8 --rate 60000000 --keep 20000000
 * --gc-millis 3000} on a heap of 96 MB.
 */
final class RecordedLogs {
    static final double RATE = 60e6;
    static final int EXPLICIT = 2;

    private RecordedLogs() {}

    static String text(String name) {
        try (InputStream stream =
                new GZIPInputStream(Objects.requireNonNull(RecordedLogs.class.getResourceAsStream(name + ".log.gz")))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Path folder, String name) {
        return write(folder, name, text(name));
    }

    static Path write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name + ".log"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GcHistory read(Path file) {
        return GcLogReader.read(List.of(file), Progress.silent());
    }

    static GcReport report(Path file) {
        return GcReport.of(read(file), GcOptions.defaults());
    }
}
