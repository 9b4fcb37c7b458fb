package dev.cistern.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads trace files; the ending of the name says the format, {@code .gz} after it that it is compressed.
 *
 * <ul>
 *   <li>{@code .idz}: varints (unsigned LEB128), each the zigzag of the difference to the key before, beginning at 0
 *   <li>{@code .idwz}: the same with a second varint after each key, the object's size, which is not used
 *   <li>{@code .lis}: ARC's, lines of first block, number of blocks and two fields that are not used
 *   <li>{@code .trc}, {@code .lirs}: LIRS's, a block number a line, ended by a line with an asterisk
 *   <li>any other: a key a line, which may be any text
 * </ul>
 */
final class TraceFile {
    private static final long MOST_BLOCKS = 1 << 20;

    private final String source;
    private final String name;
    private final KeyNumbers numbers = new KeyNumbers();

    private TraceFile(String source, String name) {
        this.source = source;
        this.name = name;
    }

    static Trace read(String source) {
        Path path = path(source);
        String file = String.valueOf(path.getFileName());
        TraceFile reading = new TraceFile(source, file.replaceFirst("(\\.idw?z)?(\\.gz)?$", ""));
        try (InputStream in = open(path)) {
            reading.read(in, file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", ""));
        } catch (NoSuchFileException e) {
            throw new TraceException(
                    "there is no trace file " + source + "; name one, or describe one to generate such as zipf:0.99",
                    e);
        } catch (EOFException | ZipException e) {
            throw new TraceException(
                    source + " is damaged after request " + reading.numbers.size() + ": " + e.getMessage()
                            + "; fetch it again",
                    e);
        } catch (IOException e) {
            throw new TraceException("cannot read " + source + ": " + e.getMessage(), e);
        }
        if (reading.numbers.size() == 0) {
            throw new TraceException(source + " has no requests; is it the file you meant?");
        }
        return reading.numbers.trace(reading.name);
    }

    private static Path path(String source) {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new TraceException("'" + source + "' is neither a file's name nor the description of a trace", e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new TraceException(path + " is a folder; name a trace file in it");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return in;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private void read(InputStream in, String file) throws IOException {
        if (file.endsWith(".idz")) {
            readNumbers(in, false);
        } else if (file.endsWith(".idwz")) {
            readNumbers(in, true);
        } else {
            readLines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), file);
        }
    }

    private void readNumbers(InputStream in, boolean weighted) throws IOException {
        Varints varints = new Varints(in, source);
        long key = 0;
        while (varints.hasMore()) {
            long zigzag = varints.next();
            key += (zigzag >>> 1) ^ -(zigzag & 1);
            numbers.add(key);
            if (weighted) {
                if (!varints.hasMore()) {
                    throw new TraceException(source + " ends at byte " + varints.offset() + " after request "
                            + numbers.size() + ", before the size of its object; it is cut short");
                }
                varints.next();
            }
        }
    }

    private void readLines(BufferedReader reader, String file) throws IOException {
        boolean arc = file.endsWith(".lis");
        boolean lirs = file.endsWith(".trc") || file.endsWith(".lirs");
        int line = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            String key = text.strip();
            if (key.isEmpty()) {
                continue;
            }
            if (arc) {
                blocks(key, line);
            } else if (lirs) {
                if (key.startsWith("*")) {
                    return;
                }
                numbers.add(number(key, line));
            } else {
                numbers.add(key);
            }
        }
    }

    private void blocks(String text, int line) {
        String[] fields = text.split("\\s+", -1);
        if (fields.length < 2) {
            throw new TraceException(source + " line " + line
                    + ": expected a first block and a number of blocks, but was '" + text + "'");
        }
        long first = number(fields[0], line);
        long blocks = number(fields[1], line);
        if (blocks < 0 || blocks > MOST_BLOCKS) {
            throw new TraceException(source + " line " + line + ": the number of blocks must be in [0, " + MOST_BLOCKS
                    + "], but was " + blocks);
        }
        for (long block = first; block < first + blocks; block++) {
            numbers.add(block);
        }
    }

    private long number(String text, int line) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TraceException(source + " line " + line + ": expected a block number, but was '" + text + "'", e);
        }
    }
}
