package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The temporary folder into which the target writes what is recorded; it goes with everything in it on close. */
final class ExchangeFolder implements AutoCloseable {
    private final Path folder;
    private final long pid;

    private ExchangeFolder(Path folder, long pid) {
        this.folder = folder;
        this.pid = pid;
    }

    static ExchangeFolder create(long pid) {
        try {
            return new ExchangeFolder(Files.createTempDirectory(parent(), "cistern-"), pid);
        } catch (IOException e) {
            throw new LabException.BadInput(
                    "cannot write to the temporary folder " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getMessage() + "; make room there or name another with -Djava.io.tmpdir",
                    e);
        }
    }

    /** The usual temporary folder, unless its name has a character that the profiler or jcmd would interpret. */
    private static Path parent() {
        Path usual = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        return usual.toString().matches("[^,%\"']*") ? usual : Path.of("/tmp");
    }

    /** A file that the target is going to write. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** The file if the target has written it where it can be read. */
    Path written(String name) throws IOException {
        Path file = new ProcessFacts(pid).reach(file(name));
        if (!Files.isReadable(file)) {
            throw new IOException("the process " + pid + " was to write " + file(name)
                    + " but it did not appear there; the process sees another file system, or may not write there."
                    + " Run Cistern in the same container and as the same user");
        }
        return file;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.getLogger(ExchangeFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "the temporary folder " + folder + " could not be removed", e);
        }
    }
}
