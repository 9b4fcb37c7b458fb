package dev.cistern.lab.flame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A table beside this class: a row a line, cells between bars, comments after a hash. */
final class DataFile {
    private DataFile() {}

    static List<List<String>> rows(String name, int cells) {
        try (InputStream bytes = DataFile.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("the table " + name + " is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(name, line, cells))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> row(String name, String line, int cells) {
        List<String> found =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (found.size() != cells) {
            throw new IllegalStateException(name + " needs " + cells + " cells a row, but one is: " + line);
        }
        return found;
    }
}
