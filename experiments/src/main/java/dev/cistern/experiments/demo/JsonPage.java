package dev.cistern.experiments.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One response, rendered into a buffer that is made for it and dropped with it. */
final class JsonPage {
    private static final int CAPACITY = 16 * 1024;

    private final byte[] buffer = new byte[CAPACITY];
    private int length;
    private boolean first = true;

    void open(int customer) {
        text("{\"customer\":");
        number(customer);
        text(",\"lines\":[");
    }

    void add(PricedLine line) {
        text(first ? "{\"order\":" : ",{\"order\":");
        first = false;
        number(line.order());
        text(",\"article\":\"");
        text(line.article());
        text("\",\"quantity\":");
        number(line.quantity());
        text(",\"cents\":");
        number(line.totalCents());
        text("}");
    }

    void close() {
        text("]}\n");
    }

    int length() {
        return length;
    }

    /** {@return a tag that changes with the content} */
    String tag() {
        CRC32 sum = new CRC32();
        sum.update(buffer, 0, length);
        return '"' + Long.toHexString(sum.getValue()) + '"';
    }

    void writeTo(OutputStream body) throws IOException {
        body.write(buffer, 0, length);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void number(long value) {
        text(Long.toString(value));
    }
}
