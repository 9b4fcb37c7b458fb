package dev.cistern.lab.flame;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.ProfileUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one of the values that a pprof file has of each sample. */
final class PprofReader {
    private static final Map<ProfileKind, List<String>> NAMES = Map.of(
            ProfileKind.CPU, List.of("cpu", "itimer", "ctimer"),
            ProfileKind.WALL, List.of("wall"),
            ProfileKind.ALLOC, List.of("alloc", "alloc_space"),
            ProfileKind.LIVE, List.of("live", "inuse_space", "space"),
            ProfileKind.LOCK, List.of("lock", "delay"));

    private record Type(long name, long unit) {}

    private record Location(List<Long> functions, long address) {}

    private record Function(long name, long systemName) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Sample(long[] locations, long[] values) {}

    private final List<Type> types = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Map<Long, Location> locations = new HashMap<>();
    private final Map<Long, Function> functions = new HashMap<>();
    private final List<String> strings = new ArrayList<>();
    private long timeNanos;
    private long durationNanos;
    private long defaultType;

    private PprofReader() {}

    /**
     * What was read.
     *
     * @param event its kind by Cistern's name, or the file's own where Cistern has none
     */
    record Read(String event, ProfileUnit unit, long timeNanos, double seconds) {}

    /**
     * Reads a file's bytes, unpacked.
     *
     * @param kind which of its values to take; null for the one that the file names first, or else its last
     */
    static Read read(byte[] bytes, String source, @Nullable ProfileKind kind, CallTree into) throws IOException {
        PprofReader reader = new PprofReader();
        reader.profile(new Wire.Reader(bytes));
        if (reader.strings.isEmpty() || reader.types.isEmpty()) {
            throw new IOException("it names no values");
        }
        int index = reader.index(source, kind);
        for (Sample sample : reader.samples) {
            reader.add(sample, index, into);
        }
        Type type = reader.types.get(index);
        return new Read(
                event(reader.text(type.name)),
                unit(reader.text(type.unit)),
                reader.timeNanos,
                reader.durationNanos / 1e9);
    }

    private void profile(Wire.Reader in) throws IOException {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> types.add(type(in.message()));
                case 2 -> samples.add(sample(in.message()));
                case 4 -> location(in.message());
                case 5 -> function(in.message());
                case 6 -> strings.add(in.text());
                case 9 -> timeNanos = in.number();
                case 10 -> durationNanos = in.number();
                case 14 -> defaultType = in.number();
                default -> {} // mappings, comments and what later versions add
            }
        }
    }

    private static Type type(Wire.Reader in) throws IOException {
        long name = 0;
        long unit = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.number();
                case 2 -> unit = in.number();
                default -> {} // nothing that is known today
            }
        }
        return new Type(name, unit);
    }

    private static Sample sample(Wire.Reader in) throws IOException {
        long[] places = {};
        long[] values = {};
        while (in.next()) {
            switch (in.field()) {
                case 1 -> places = joined(places, in.numbers());
                case 2 -> values = joined(values, in.numbers());
                default -> {} // labels
            }
        }
        return new Sample(places, values);
    }

    private static long[] joined(long[] one, long[] other) {
        if (one.length == 0) {
            return other;
        }
        long[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private void location(Wire.Reader in) throws IOException {
        long id = 0;
        long address = 0;
        List<Long> lines = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> id = in.number();
                case 3 -> address = in.number();
                case 4 -> lines.add(line(in.message()));
                default -> {} // the mapping
            }
        }
        locations.put(id, new Location(lines, address));
    }

    private static long line(Wire.Reader in) throws IOException {
        long function = 0;
        while (in.next()) {
            function = in.field() == 1 ? in.number() : function;
        }
        return function;
    }

    private void function(Wire.Reader in) throws IOException {
        long id = 0;
        long name = 0;
        long systemName = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> id = in.number();
                case 2 -> name = in.number();
                case 3 -> systemName = in.number();
                default -> {} // the file and line
            }
        }
        functions.put(id, new Function(name, systemName));
    }

    private int index(String source, @Nullable ProfileKind kind) throws IOException {
        List<String> names = new ArrayList<>();
        for (Type type : types) {
            names.add(text(type.name));
        }
        if (kind != null) {
            for (String name : NAMES.getOrDefault(kind, List.of())) {
                if (names.contains(name)) {
                    return names.indexOf(name);
                }
            }
            throw new LabException.BadInput(source + " has no '" + kind.label() + "' values, only "
                    + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                    + "; leave --event out to read '" + names.getLast() + "'");
        }
        int named = defaultType == 0 ? -1 : names.indexOf(text(defaultType));
        return named >= 0 ? named : names.size() - 1;
    }

    private void add(Sample sample, int index, CallTree into) throws IOException {
        if (index >= sample.values.length) {
            throw new IOException(
                    "a sample has " + sample.values.length + " values where " + types.size() + " are named");
        }
        List<String> frames = new ArrayList<>();
        for (long place : sample.locations) {
            Location location = locations.get(place);
            if (location == null) {
                throw new IOException("a sample names location " + place + ", which is not there");
            }
            if (location.functions.isEmpty()) {
                frames.add("0x" + Long.toHexString(location.address));
            }
            for (Long function : location.functions) {
                frames.add(name(function));
            }
        }
        boolean counted =
                types.size() > 1 && index > 0 && text(types.getFirst().unit).equals("count");
        into.add(into.stack(frames.reversed()), (double) sample.values[index], counted ? sample.values[0] : 0);
    }

    /** The name by which Cistern wrote the frame, or else the one for people. */
    private String name(long number) throws IOException {
        Function function = functions.get(number);
        if (function == null) {
            throw new IOException("a location names function " + number + ", which is not there");
        }
        String system = text(function.systemName);
        String shown = text(function.name);
        return !system.isEmpty() && Frames.shown(system).equals(shown) ? system : shown;
    }

    private String text(long number) throws IOException {
        if (number < 0 || number >= strings.size()) {
            throw new IOException("text " + number + " of " + strings.size() + " is asked for");
        }
        return strings.get((int) number);
    }

    private static String event(String type) {
        return NAMES.entrySet().stream()
                .filter(names -> names.getValue().contains(type))
                .map(names -> names.getKey().label())
                .findFirst()
                .orElse(type);
    }

    private static ProfileUnit unit(String unit) {
        return switch (unit) {
            case "nanoseconds" -> ProfileUnit.NANOSECONDS;
            case "bytes" -> ProfileUnit.BYTES;
            default -> ProfileUnit.SAMPLES;
        };
    }
}
