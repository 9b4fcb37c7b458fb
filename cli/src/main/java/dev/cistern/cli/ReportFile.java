package dev.cistern.cli;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a report goes to; it is written whole or not at all. */
record ReportFile(String option, Path path) {
    static ReportFile of(String option, String name) {
        if ("-".equals(name)) {
            throw new LabException.BadInput(option + " writes to a file only, but was -; name one");
        }
        try {
            return new ReportFile(option, Path.of(name));
        } catch (InvalidPathException e) {
            throw new LabException.BadInput(option + " needs the name of a file, but was '" + name + "'", e);
        }
    }

    /** Finds out before a long recording whether the report can be written afterwards. */
    void check() {
        if (Files.isDirectory(path)) {
            throw cannotWrite("it is a folder; name a file in it");
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw cannotWrite("you may not write to that file; name another");
        }
        if (!Files.isDirectory(folder())) {
            throw cannotWrite("there is no folder " + folder() + "; make it first");
        }
        if (!isDevice() && !Files.isWritable(folder())) {
            throw cannotWrite("you may not write to the folder " + folder() + "; name a file in another");
        }
    }

    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] content) {
        try {
            if (isDevice()) {
                Files.write(path, content);
                return;
            }
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path part = target.resolveSibling(
                    target.getFileName() + ".part" + ProcessHandle.current().pid());
            try {
                Files.write(part, content);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new LabException.BadInput(
                    option + " cannot write " + path + ": " + e.getMessage() + "; make room there or name another file",
                    e);
        }
    }

    /** Whether it is something like /dev/null, which must not be replaced by a file. */
    private boolean isDevice() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    private Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private LabException.BadInput cannotWrite(String why) {
        return new LabException.BadInput(option + " cannot write " + path + ": " + why);
    }
}
