package dev.cistern.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceFileTest {
    @TempDir
    private Path folder;

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] varints(long... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long value : values) {
            long rest = value;
            while (rest >>> 7 != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
        return out.toByteArray();
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private String file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static int[] keys(Trace trace) {
        return IntStream.range(0, trace.requests()).map(trace::key).toArray();
    }

    @Test
    void zippedNumbers_differences_areKeysAgain() throws IOException {
        // 0, 1, 2, 0, 300, 2: the differences are 0, 1, 1, -2, 300, -298.
        Trace trace = Trace.of(file("t.idz.gz", zipped(varints(0, 2, 2, 3, 600, 595))));
        assertThat(keys(trace)).containsExactly(0, 1, 2, 0, 3, 2);
        assertThat(trace.distinct()).isEqualTo(4);
        assertThat(trace.name()).isEqualTo("t");
    }

    @Test
    void weightedNumbers_sizesBetween_areSkipped() throws IOException {
        Trace trace = Trace.of(file("t.idwz.gz", zipped(varints(0, 70_000, 2, 1, 1, 5))));
        assertThat(keys(trace)).containsExactly(0, 1, 0);
    }

    @Test
    void arc_blockRanges_areRequestsOfTheirBlocks() throws IOException {
        Trace trace = Trace.of(file("p.lis", "10 3 0 0\n11 1 0 1\n\n"));
        assertThat(keys(trace)).containsExactly(0, 1, 2, 1);
    }

    @Test
    void lirs_upToTheAsterisk_isRead() throws IOException {
        Trace trace = Trace.of(file("cs.trc", "5\n7\n5\n*\n9\n"));
        assertThat(keys(trace)).containsExactly(0, 1, 0);
    }

    @Test
    void lines_anyText_areKeys() throws IOException {
        Trace trace = Trace.of(file("log.txt.gz", zipped("/a\n/b c\n/a\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(keys(trace)).containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p.lis  | 10 3 0 0~10        | line 2: expected a first block and a number of blocks, but was '10'
            p.lis  | 10 x 0 0           | line 1: expected a block number, but was 'x'
            p.lis  | 10 99999999999 0 0 | line 1: the number of blocks must be in [0, 1048576], but was 99999999999
            cs.trc | 5~7~what           | line 3: expected a block number, but was 'what'
            cs.trc | *                  | has no requests
            t.idz.gz | plain text       | damaged after request 0
            """)
    void garbage_inAnyFormat_saysWhere(String name, String content, String message) throws IOException {
        String source = file(name, content.replace('~', '\n'));
        assertThatThrownBy(() -> Trace.of(source))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cutShort_withinANumber_saysAtWhichByte() throws IOException {
        String source = file("t.idz", new byte[] {0, 2, (byte) 0x80});
        assertThatThrownBy(() -> Trace.of(source))
                .hasMessageContaining("ends at byte 3 within the number that begins at byte 2");
    }

    @Test
    void cutShort_compressed_saysAfterWhichRequest() throws IOException {
        byte[] whole = zipped(varints(
                IntStream.range(0, 5_000).mapToLong(i -> i * 7919L % 5_003).toArray()));
        String source = file("t.idz.gz", Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Trace.of(source)).hasMessageContaining("is damaged after request ");
    }

    @Test
    void numberWithoutEnd_refused() throws IOException {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0xFF);
        String source = file("t.idz", bytes);
        assertThatThrownBy(() -> Trace.of(source)).hasMessageContaining("has no number of 64 bits at byte 0");
    }

    @Test
    void size_missing_saysSo() throws IOException {
        String source = file("t.idwz", varints(0, 5, 2));
        assertThatThrownBy(() -> Trace.of(source)).hasMessageContaining("before the size of its object");
    }

    @Test
    void noFile_saysWhatElse() {
        assertThatThrownBy(() -> Trace.of("nowhere.idz.gz"))
                .hasMessageContaining("there is no trace file nowhere.idz.gz");
        assertThatThrownBy(() -> Trace.of(folder.toString())).hasMessageContaining("is a folder");
    }
}
