package dev.cistern.lab.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much of a process lies in memory, by what Linux tells of it; elsewhere nothing is told. */
final class ResidentMemory {
    /** The second field; the sixth, data, is what one takes it for by mistake. */
    private static final int RESIDENT_FIELD = 1;

    private static final String SWAPPED = "VmSwap:";
    private static final long PAGE_BYTES = pageBytes();

    private final Path statm;
    private final Path status;

    ResidentMemory(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        statm = folder.resolve("statm");
        status = folder.resolve("status");
    }

    /** The resident bytes; empty where the process is gone or the system does not tell. */
    OptionalLong bytes() {
        try {
            String[] fields =
                    Files.readString(statm, StandardCharsets.ISO_8859_1).split(" ", -1);
            return fields.length > RESIDENT_FIELD
                    ? OptionalLong.of(Long.parseLong(fields[RESIDENT_FIELD]) * PAGE_BYTES)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether a part of the process is swapped out now. */
    boolean swapped() {
        try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
            Optional<String> line = lines.filter(one -> one.startsWith(SWAPPED)).findFirst();
            return line.isPresent()
                    && !line.get().substring(SWAPPED.length()).strip().startsWith("0 ");
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** The size of a page, from the vector of facts that the kernel gives to each program. */
    private static long pageBytes() {
        int usual = 4096;
        int pageSizeType = 6;
        try {
            ByteBuffer facts = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (facts.remaining() >= 16) {
                long type = facts.getLong();
                long value = facts.getLong();
                if (type == pageSizeType) {
                    return value;
                }
            }
            return usual;
        } catch (IOException e) {
            return usual;
        }
    }
}
