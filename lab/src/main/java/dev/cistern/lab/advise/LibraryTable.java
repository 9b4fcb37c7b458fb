package dev.cistern.lab.advise;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A table of what is known of libraries by the names of their classes; the longest prefix decides. */
final class LibraryTable {
    /**
     * A row.
     *
     * @param prefix how the names of its classes begin
     * @param library its name
     * @param word what the table tells of it
     */
    record Row(String prefix, String library, String word) {}

    private final List<Row> rows;

    private LibraryTable(List<Row> rows) {
        this.rows = rows;
    }

    /** Reads a table that lies beside this class. */
    static LibraryTable read(String resource) {
        Properties properties = new Properties();
        try (InputStream bytes = LibraryTable.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("the table " + resource + " is missing from the jar");
            }
            properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + resource + " could not be read", e);
        }
        return new LibraryTable(properties.stringPropertyNames().stream()
                .map(prefix -> row(prefix, properties.getProperty(prefix)))
                .sorted(Comparator.comparingInt((Row row) -> -row.prefix().length())
                        .thenComparing(Row::prefix))
                .toList());
    }

    private static Row row(String prefix, String value) {
        int bar = value.indexOf('|');
        if (bar < 0) {
            throw new IllegalStateException("expected 'library | word' for " + prefix + ", but was: " + value);
        }
        return new Row(
                prefix,
                value.substring(0, bar).strip(),
                value.substring(bar + 1).strip());
    }

    Optional<Row> of(String className) {
        return rows.stream().filter(row -> className.startsWith(row.prefix())).findFirst();
    }
}
