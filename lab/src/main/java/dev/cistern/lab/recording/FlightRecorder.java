package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording of the target's own Flight Recorder, started and stopped by diagnostic commands.
 *
 * <p>The Flight Recorder keeps its chunks in a folder of the target's. When nobody else records there, that folder is
 * removed again; the Flight Recorder makes a new one when it is next used.
 */
final class FlightRecorder {
    private static final String FILE = "flight.jfr";
    private static final String SETTINGS = "settings.jfc";
    /** An attached JDK 17 takes 1,024 bytes of arguments and closes the connection on more. */
    private static final int LONGEST_OPTIONS = 800;

    private static final String SNAPSHOT = "so-far.jfr";
    private static final Pattern REPOSITORY = Pattern.compile("Repository path: (.+)");
    private static final Pattern OURS = Pattern.compile("name=cistern-(\\d+)");

    private final TargetConnection target;
    private final ExchangeFolder exchange;
    private final String name = "cistern-" + ProcessHandle.current().pid();
    private final Instant begun = Instant.now();
    private boolean running;
    private Optional<Path> repository = Optional.empty();

    FlightRecorder(TargetConnection target, ExchangeFolder exchange) {
        this.target = target;
        this.exchange = exchange;
    }

    void start(Map<String, Map<String, String>> events) throws IOException {
        start(events, "");
    }

    /** Starts with more options of the JFR.start command, each followed by a blank. */
    void start(Map<String, Map<String, String>> events, String options) throws IOException {
        endAbandoned(target.command("JFR.check"));
        String answer = target.command("JFR.start name=" + name + " dumponexit=true filename=\"" + exchange.file(FILE)
                + "\" " + options + settings(events));
        if (!answer.contains("Started recording")) {
            throw new LabException.BadInput("the Flight Recorder of the process " + target.pid()
                    + " could not be started: " + answer.strip()
                    + "; see that the JVM has the module jdk.jfr and room in its temporary folder");
        }
        running = true;
        Matcher path = REPOSITORY.matcher(target.command("JFR.configure"));
        repository = path.find() ? Optional.of(Path.of(path.group(1).strip())) : Optional.empty();
    }

    /** Few settings are given as options, which every JVM can read; many in a file, since JDK 17 takes no longer command. */
    private String settings(Map<String, Map<String, String>> events) throws IOException {
        String options = "settings=none " + FlightEventSettings.commandOptions(events);
        if (options.length() <= LONGEST_OPTIONS) {
            return options;
        }
        Path file = exchange.file(SETTINGS);
        Files.writeString(file, RecordingSettings.jfc(events));
        return "settings=\"" + file + "\"";
    }

    /** A recording of a Cistern that was killed is ended; that of one at work is left alone. */
    private void endAbandoned(String recordings) throws IOException {
        Matcher other = OURS.matcher(recordings);
        while (other.find()) {
            long pid = Long.parseLong(other.group(1));
            if (pid != ProcessHandle.current().pid()
                    && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw new LabException.BadInput(
                        "the JVM " + target.pid() + " is already observed by the Cistern process " + pid
                                + "; wait until that one is done or end it");
            }
            target.command("JFR.stop name=cistern-" + pid);
        }
    }

    boolean running() {
        return running;
    }

    /** Where the JVM writes what it records while it does so, as this process can reach it. */
    Optional<Path> repository() {
        return repository.map(new ProcessFacts(target.pid())::reach);
    }

    /** Writes what was recorded so far to a file of its own, while recording goes on. */
    Path snapshot() throws IOException {
        target.command("JFR.dump name=" + name + " filename=\"" + exchange.file(SNAPSHOT) + "\"");
        return exchange.written(SNAPSHOT);
    }

    /** Ends the recording and returns its file. */
    Path stop() throws IOException {
        running = false;
        target.command("JFR.stop name=" + name + " filename=\"" + exchange.file(FILE) + "\"");
        removeRepository();
        return exchange.written(FILE);
    }

    /** What is left of the recording of a process that is gone: written at its exit, or the chunk it last wrote to. */
    Path salvage() throws IOException {
        running = false;
        return exchange.written(FILE);
    }

    private void removeRepository() throws IOException {
        if (repository.isEmpty() || !target.command("JFR.check").contains("No available recordings")) {
            return;
        }
        Path folder = new ProcessFacts(target.pid()).reach(repository.get());
        try {
            FileTime created =
                    Files.readAttributes(folder, BasicFileAttributes.class).creationTime();
            if (!created.toInstant().isBefore(begun.minusSeconds(1))) {
                Files.delete(folder);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // Gone already, or in use by somebody after all: either way not ours to remove.
            System.getLogger(FlightRecorder.class.getName()).log(System.Logger.Level.DEBUG, "left as it is", e);
        }
    }
}
