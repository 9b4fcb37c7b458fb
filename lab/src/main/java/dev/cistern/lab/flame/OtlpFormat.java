package dev.cistern.lab.flame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * Writes OpenTelemetry's profiles signal as a {@code ProfilesData} message of the version {@code v1development}.
 *
 * <p>Experimental, as that version is: its fields may still move.
 */
final class OtlpFormat {
    private OtlpFormat() {}

    static byte[] write(Profile profile) {
        Profile.Facts facts = profile.facts();
        CallTree tree = profile.tree();
        PprofFormat.Strings strings = new PprofFormat.Strings();
        Wire.Writer dictionary = new Wire.Writer();
        dictionary.message(1, new Wire.Writer());
        // The first entry of each table stands for "none".
        dictionary.message(2, new Wire.Writer());
        dictionary.message(3, new Wire.Writer());
        List<String> frames = tree.frames();
        for (int i = 0; i < frames.size(); i++) {
            dictionary.message(2, new Wire.Writer().message(3, new Wire.Writer().number(1, i + 1L)));
            dictionary.message(3, new Wire.Writer().number(1, strings.number(Frames.shown(frames.get(i)))));
        }
        dictionary.message(4, new Wire.Writer());
        Wire.Writer body = body(facts, tree, strings, dictionary);
        dictionary.message(6, new Wire.Writer());
        strings.all().forEach(text -> dictionary.text(5, text));
        Wire.Writer scope = new Wire.Writer()
                .message(1, new Wire.Writer().text(1, "cistern flame"))
                .message(2, body);
        Wire.Writer resource = new Wire.Writer().message(1, resource(facts)).message(2, scope);
        return new Wire.Writer().message(1, resource).message(2, dictionary).toByteArray();
    }

    private static Wire.Writer body(
            Profile.Facts facts, CallTree tree, PprofFormat.Strings strings, Wire.Writer dictionary) {
        Wire.Writer type = new Wire.Writer()
                .number(1, strings.number(PprofFormat.valueType(facts)))
                .number(2, strings.number(PprofFormat.unit(facts.unit())));
        Wire.Writer body = new Wire.Writer().message(1, type);
        dictionary.message(7, new Wire.Writer());
        int[] stack = {0};
        tree.forEachEnd(node -> {
            dictionary.message(7, new Wire.Writer().packed(1, PprofFormat.locations(tree, node)));
            stack[0]++;
            body.message(2, new Wire.Writer().number(1, stack[0]).packed(4, Math.round(tree.self(node))));
        });
        body.fixed64(3, facts.startEpochNanos());
        body.number(4, Math.round(facts.seconds() * 1e9));
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return body.bytes(7, bytes);
    }

    private static Wire.Writer resource(Profile.Facts facts) {
        Wire.Writer resource = new Wire.Writer();
        attribute(resource, "process.runtime.description", facts.target().jvm());
        attribute(resource, "process.command", facts.target().mainClass());
        attribute(resource, "profile.source", facts.source());
        return resource;
    }

    private static void attribute(Wire.Writer resource, String key, String value) {
        if (!value.isEmpty()) {
            resource.message(1, new Wire.Writer().text(1, key).message(2, new Wire.Writer().text(1, value)));
        }
    }
}
