package dev.cistern.cli;

import dev.cistern.lab.LabException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that a command writes besides what it prints, checked before anything takes time. */
final class OutputFiles {
    private final Map<ReportFile, Supplier<String>> files = new LinkedHashMap<>();

    /**
     * Adds a file.
     *
     * @param option by which it was asked for
     * @param name of the file; null where it was not
     * @param text what to write, made when it is written
     */
    OutputFiles add(String option, @Nullable String name, Supplier<String> text) {
        if (name == null) {
            return this;
        }
        try {
            ReportFile file = new ReportFile(option, Path.of(name));
            file.check();
            files.put(file, text);
            return this;
        } catch (InvalidPathException e) {
            throw new LabException.BadInput(option + " needs the name of a file, but was '" + name + "'", e);
        }
    }

    /** Writes them all. */
    void write() {
        files.forEach((file, text) -> file.write(text.get()));
    }
}
