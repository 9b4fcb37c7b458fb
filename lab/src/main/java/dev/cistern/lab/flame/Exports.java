package dev.cistern.lab.flame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes profiles in the formats of other tools. */
public enum Exports {
    /** The profile.proto of pprof, compressed with gzip. */
    PPROF("pprof", "profile.pb.gz", "application/octet-stream") {
        @Override
        public byte[] bytes(Profile profile) {
            return PprofFormat.write(profile);
        }
    },
    /** Collapsed stacks, a line each. */
    COLLAPSED("collapsed", "profile.collapsed.txt", "text/plain; charset=utf-8") {
        @Override
        public byte[] bytes(Profile profile) {
            return text(out -> CollapsedFormat.write(profile.tree(), out));
        }
    },
    /** The file format of speedscope. */
    SPEEDSCOPE("speedscope", "profile.speedscope.json", "application/json") {
        @Override
        public byte[] bytes(Profile profile) {
            return text(out -> SpeedscopeFormat.write(profile, out));
        }
    },
    /** OpenTelemetry's profiles signal, {@code v1development}; experimental. */
    OTLP("otlp", "profile.otlp.pb", "application/x-protobuf") {
        @Override
        public byte[] bytes(Profile profile) {
            return OtlpFormat.write(profile);
        }
    };

    private final String label;
    private final String fileName;
    private final String mediaType;

    Exports(String label, String fileName, String mediaType) {
        this.label = label;
        this.fileName = fileName;
        this.mediaType = mediaType;
    }

    /**
     * A profile in this format.
     *
     * @param profile the profile
     * @return the content of the file
     */
    public abstract byte[] bytes(Profile profile);

    /** {@return the word for it on the command line} */
    public String label() {
        return label;
    }

    /** {@return the usual name of such a file} */
    public String fileName() {
        return fileName;
    }

    /** {@return its media type} */
    public String mediaType() {
        return mediaType;
    }

    private interface Body {
        void write(Writer out) throws IOException;
    }

    private static byte[] text(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
