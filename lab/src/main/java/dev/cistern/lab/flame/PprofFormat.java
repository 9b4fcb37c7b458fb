package dev.cistern.lab.flame;

import dev.cistern.lab.recording.ProfileUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The profile.proto of pprof: writes it with gzip around, reads it with or without. */
final class PprofFormat {
    private static final int SAMPLE_TYPE = 1;
    private static final int SAMPLE = 2;
    private static final int MAPPING = 3;
    private static final int LOCATION = 4;
    private static final int FUNCTION = 5;
    private static final int STRING_TABLE = 6;
    private static final int TIME_NANOS = 9;
    private static final int DURATION_NANOS = 10;
    private static final int PERIOD_TYPE = 11;
    private static final int PERIOD = 12;
    private static final int COMMENT = 13;
    private static final int DEFAULT_TYPE = 14;

    private PprofFormat() {}

    /** The texts of a message, each once; the first is empty, as the format demands. */
    static final class Strings {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> all = new ArrayList<>();

        Strings() {
            number("");
        }

        int number(String text) {
            Integer known = numbers.putIfAbsent(text, all.size());
            if (known == null) {
                all.add(text);
                return all.size() - 1;
            }
            return known;
        }

        List<String> all() {
            return Collections.unmodifiableList(all);
        }
    }

    static byte[] write(Profile profile) {
        Profile.Facts facts = profile.facts();
        CallTree tree = profile.tree();
        Strings strings = new Strings();
        Wire.Writer out = new Wire.Writer();
        out.message(SAMPLE_TYPE, type(strings, "samples", "count"));
        String valueType = valueType(facts);
        out.message(SAMPLE_TYPE, type(strings, valueType, unit(facts.unit())));
        tree.forEachEnd(node -> {
            long value = Math.round(tree.self(node));
            if (value != 0 || tree.samples(node) != 0) {
                out.message(
                        SAMPLE,
                        new Wire.Writer().packed(1, locations(tree, node)).packed(2, tree.samples(node), value));
            }
        });
        out.message(
                MAPPING,
                new Wire.Writer().number(1, 1).number(5, strings.number("jvm")).number(7, 1));
        List<String> frames = tree.frames();
        for (int i = 0; i < frames.size(); i++) {
            Wire.Writer line = new Wire.Writer().number(1, i + 1L);
            out.message(
                    LOCATION, new Wire.Writer().number(1, i + 1L).number(2, 1).message(4, line));
            int name = strings.number(Frames.shown(frames.get(i)));
            out.message(
                    FUNCTION,
                    new Wire.Writer().number(1, i + 1L).number(2, name).number(3, strings.number(frames.get(i))));
        }
        out.number(TIME_NANOS, facts.startEpochNanos());
        out.number(DURATION_NANOS, Math.round(facts.seconds() * 1e9));
        out.message(PERIOD_TYPE, type(strings, valueType, unit(facts.unit()))).number(PERIOD, 1);
        out.number(COMMENT, strings.number("cistern flame, " + facts.title() + ", " + facts.source()));
        out.number(DEFAULT_TYPE, strings.number(valueType));
        strings.all().forEach(text -> out.text(STRING_TABLE, text));
        return zipped(out.toByteArray());
    }

    /** Innermost first; the number of a location is that of its frame and one. */
    static long[] locations(CallTree tree, int node) {
        int depth = 0;
        for (int at = node; at != CallTree.ROOT; at = tree.parent(at)) {
            depth++;
        }
        long[] locations = new long[depth];
        int i = 0;
        for (int at = node; at != CallTree.ROOT; at = tree.parent(at)) {
            locations[i++] = tree.frame(at) + 1L;
        }
        return locations;
    }

    private static Wire.Writer type(Strings strings, String type, String unit) {
        return new Wire.Writer().number(1, strings.number(type)).number(2, strings.number(unit));
    }

    /** The names by which pprof's own tools know these. */
    static String valueType(Profile.Facts facts) {
        return switch (facts.event()) {
            case "alloc" -> "alloc_space";
            case "live" -> "inuse_space";
            case "lock" -> "delay";
            default -> facts.event();
        };
    }

    static String unit(ProfileUnit unit) {
        return unit == ProfileUnit.SAMPLES ? "count" : unit.label();
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
