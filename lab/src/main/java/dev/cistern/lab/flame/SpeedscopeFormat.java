package dev.cistern.lab.flame;

import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.shell.Printable;
import java.io.Writer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the file format of speedscope: every stack is a sample with its weight. */
final class SpeedscopeFormat {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    private SpeedscopeFormat() {}

    static void write(Profile profile, Writer out) {
        CallTree tree = profile.tree();
        Profile.Facts facts = profile.facts();
        try (JsonGenerator json = JsonMapper.builder().build().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("exporter", "cistern flame");
            json.writeStringProperty("name", facts.source());
            json.writeName("shared").writeStartObject();
            json.writeName("frames").writeStartArray();
            List<String> frames = tree.frames();
            for (String frame : frames) {
                json.writeStartObject();
                json.writeStringProperty("name", Printable.line(Frames.shown(frame)));
                json.writeEndObject();
            }
            json.writeEndArray().writeEndObject();
            json.writeName("profiles").writeStartArray();
            profile(json, tree, facts);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void profile(JsonGenerator json, CallTree tree, Profile.Facts facts) {
        json.writeStartObject();
        json.writeStringProperty("type", "sampled");
        json.writeStringProperty("name", facts.title());
        json.writeStringProperty("unit", unit(facts.unit()));
        json.writeNumberProperty("startValue", 0);
        json.writeNumberProperty("endValue", tree.total());
        json.writeName("samples").writeStartArray();
        tree.forEachEnd(node -> {
            if (tree.self(node) > 0) {
                sample(json, tree, node);
            }
        });
        json.writeEndArray();
        json.writeName("weights").writeStartArray();
        tree.forEachEnd(node -> {
            if (tree.self(node) > 0) {
                json.writeNumber(tree.self(node));
            }
        });
        json.writeEndArray().writeEndObject();
    }

    private static void sample(JsonGenerator json, CallTree tree, int node) {
        int depth = 0;
        for (int at = node; at != CallTree.ROOT; at = tree.parent(at)) {
            depth++;
        }
        int[] frames = new int[depth];
        for (int at = node; at != CallTree.ROOT; at = tree.parent(at)) {
            frames[--depth] = tree.frame(at);
        }
        json.writeArray(frames, 0, frames.length);
    }

    private static String unit(ProfileUnit unit) {
        return unit == ProfileUnit.SAMPLES ? "none" : unit.label();
    }
}
