package dev.cistern.lab.flame;

import dev.cistern.lab.LabException;
import dev.cistern.lab.advise.ModelMargin;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.ProfileFacts;
import dev.cistern.lab.recording.ProfileFile;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.recording.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads profiles out of files: recordings of the Flight Recorder or async-profiler, collapsed stacks, pprof. */
public final class ProfileFiles {
    private static final int GZIP = 0x1f8b;
    private static final int LOOK_AHEAD = 512;
    private static final int FLIGHT_RECORDING = 'F' << 8 | 'L';

    private ProfileFiles() {}

    /**
     * Reads a profile out of one or several files, whose stacks are added up.
     *
     * @param files the files, at least one; each may be of another format
     * @param kind what to read; null for what is there, CPU time first
     * @param progress is told how far it has come
     * @return the profile, not empty
     * @throws LabException.BadInput if a file is not there, of no known format, damaged, or has nothing of that kind
     */
    public static Profile read(List<Path> files, @Nullable ProfileKind kind, Progress progress) {
        Profile first = read(files.getFirst(), kind, progress);
        if (files.size() == 1) {
            return first;
        }
        List<String> notes = new ArrayList<>(first.facts().notes());
        double seconds = first.facts().seconds();
        boolean partial = first.facts().partial();
        for (Path file : files.subList(1, files.size())) {
            Profile next = read(file, kind, progress);
            mustMatch(first, next);
            first.tree().addAll(next.tree(), 1);
            seconds += next.facts().seconds();
            partial |= next.facts().partial();
            notes.addAll(next.facts().notes());
        }
        Profile.Facts facts = first.facts();
        String source =
                files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(", "));
        return new Profile(
                first.tree(),
                new Profile.Facts(
                        facts.event(),
                        facts.title(),
                        facts.unit(),
                        source,
                        facts.engine(),
                        facts.target(),
                        facts.startEpochNanos(),
                        seconds,
                        facts.calibration(),
                        facts.dropped(),
                        null,
                        partial,
                        notes.stream().distinct().toList()));
    }

    static void mustMatch(Profile one, Profile other) {
        if (one.facts().unit() != other.facts().unit()) {
            throw new LabException.BadInput(one.facts().source() + " counts "
                    + one.facts().unit().label() + " ("
                    + one.facts().title() + "), but " + other.facts().source() + " counts "
                    + other.facts().unit().label() + " (" + other.facts().title()
                    + "); say with --event which of their values to take");
        }
    }

    private static Profile read(Path file, @Nullable ProfileKind kind, Progress progress) {
        check(file);
        progress.report("reading " + file.getFileName(), 0);
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int magic = magic(bytes);
            if (magic == FLIGHT_RECORDING) {
                return recording(file, kind, progress);
            }
            InputStream unpacked =
                    magic == GZIP ? new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16) : bytes;
            int begin = magic == GZIP ? magic(unpacked) : magic;
            if (begin == FLIGHT_RECORDING) {
                throw new LabException.BadInput(file + " is a compressed recording; unpack it with gunzip first");
            }
            return looksLikeText(unpacked) ? collapsed(unpacked, file, kind, progress) : pprof(unpacked, file, kind);
        } catch (IOException e) {
            throw new LabException.BadInput(
                    file + " cannot be read: " + e.getMessage() + "; copy it again or make it anew", e);
        }
    }

    private static void check(Path file) {
        if (!Files.exists(file)) {
            throw new LabException.BadInput("there is no file " + file + "; check the path");
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new LabException.BadInput(file
                    + (Files.isDirectory(file)
                            ? " is a folder; name a file in it"
                            : " may not be read by this user; change its permissions or copy it as its owner"));
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                throw new LabException.BadInput(
                        file + " is empty: its recording was not ended, or the disk was full; make it anew");
            }
        } catch (IOException e) {
            throw new LabException.BadInput(file + " cannot be read: " + e.getMessage() + "; check the path", e);
        }
    }

    private static int magic(InputStream bytes) throws IOException {
        bytes.mark(2);
        int magic = (bytes.read() << 8) | (bytes.read() & 0xff);
        bytes.reset();
        return magic;
    }

    /** Stacks are lines of text; a pprof file has numbers in it, which look like control characters. */
    private static boolean looksLikeText(InputStream bytes) throws IOException {
        bytes.mark(LOOK_AHEAD);
        byte[] begin = bytes.readNBytes(LOOK_AHEAD);
        bytes.reset();
        for (byte one : begin) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    private static Profile recording(Path file, @Nullable ProfileKind wanted, Progress progress) {
        ProfileKind kind = wanted == null ? ProfileKind.CPU : wanted;
        CallTree tree = new CallTree();
        ProfileFacts facts = ProfileFile.read(file, kind, tree, progress);
        if (facts.samples() > 0) {
            return profile(tree, facts, kind, String.valueOf(file.getFileName()));
        }
        if (wanted == null && !facts.present().isEmpty()) {
            ProfileKind there = facts.present().containsKey(ProfileKind.ALLOC)
                    ? ProfileKind.ALLOC
                    : facts.present().keySet().iterator().next();
            return recording(file, there, progress);
        }
        String there = facts.present().entrySet().stream()
                .map(entry -> "--event " + entry.getKey().label() + " (" + entry.getValue() + " samples)")
                .sorted()
                .collect(Collectors.joining(", "));
        throw new LabException.BadInput(file + " has no samples of " + kind.title() + "; "
                + (there.isEmpty()
                        ? "it has none of any kind: record with the settings of 'cistern settings', or"
                                + " async-profiler's -o jfr"
                        : "it has " + there));
    }

    static Profile profile(CallTree tree, ProfileFacts facts, ProfileKind kind, String source) {
        tree.scale(facts.factor());
        Profile.Calibration calibration = Double.isNaN(facts.exactTotal())
                ? null
                : new Profile.Calibration(
                        facts.sampledTotal(),
                        facts.exactTotal(),
                        ModelMargin.of(
                                facts.engine().equals(Engine.JFR.label()) ? Engine.JFR : Engine.ASYNC_PROFILER,
                                facts.target().javaVersion(),
                                true));
        return new Profile(
                tree,
                new Profile.Facts(
                        kind.label(),
                        kind.title(),
                        facts.unit(),
                        source,
                        facts.engine(),
                        facts.target(),
                        facts.startEpochNanos(),
                        facts.seconds(),
                        calibration,
                        facts.dropped(),
                        null,
                        facts.partial(),
                        facts.notes()));
    }

    private static Profile collapsed(InputStream bytes, Path file, @Nullable ProfileKind kind, Progress progress)
            throws IOException {
        CallTree tree = new CallTree();
        String name = String.valueOf(file.getFileName());
        CollapsedFormat.read(bytes, name, tree, progress);
        boolean bytesMeant = kind == ProfileKind.ALLOC || kind == ProfileKind.LIVE;
        return new Profile(
                notEmpty(tree, file),
                foreign(
                        kind == null ? "weight" : kind.label(),
                        bytesMeant ? ProfileUnit.BYTES : ProfileUnit.SAMPLES,
                        name,
                        0,
                        0));
    }

    private static Profile pprof(InputStream bytes, Path file, @Nullable ProfileKind kind) throws IOException {
        CallTree tree = new CallTree();
        String name = String.valueOf(file.getFileName());
        PprofReader.Read read;
        try {
            read = PprofReader.read(bytes.readAllBytes(), name, kind, tree);
        } catch (IOException e) {
            throw new LabException.BadInput(
                    file + " is no profile that Cistern reads, or damaged (as pprof: " + e.getMessage()
                            + "); give a .jfr file, collapsed stacks or a pprof file",
                    e);
        }
        return new Profile(
                notEmpty(tree, file), foreign(read.event(), read.unit(), name, read.timeNanos(), read.seconds()));
    }

    private static Profile.Facts foreign(String event, ProfileUnit unit, String source, long start, double seconds) {
        return new Profile.Facts(
                event,
                Profile.title(event),
                unit,
                source,
                "",
                Profile.UNKNOWN_TARGET,
                start,
                seconds,
                null,
                0,
                null,
                false,
                List.of());
    }

    private static CallTree notEmpty(CallTree tree, Path file) {
        if (tree.stackCount() == 0) {
            throw new LabException.BadInput(file + " has no stacks; make it anew");
        }
        return tree;
    }
}
