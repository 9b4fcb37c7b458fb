package dev.cistern.cli;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Writes a report whole or not at all. */
final class ReportFile {
    private ReportFile() {}

    static void check(@Nullable Path file) {
        if (file != null && (!Files.isWritable(folder(file)) || Files.isDirectory(file))) {
            throw new LabException.BadInput("cannot write " + file + ": name a file in a folder that you may write to");
        }
    }

    static void write(@Nullable Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            Path part = Files.createTempFile(folder(file), ".cistern", ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LabException.BadInput("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
