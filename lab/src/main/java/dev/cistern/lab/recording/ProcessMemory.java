package dev.cistern.lab.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the operating system says that a process occupies, read from {@code /proc}; unknown on other systems. */
public final class ProcessMemory {
    private static final String RESIDENT = "\nVmRSS:";
    private static final String SWAPPED = "\nVmSwap:";

    private final Path status;

    /**
     * The memory of one process.
     *
     * @param pid its process id
     */
    public ProcessMemory(long pid) {
        status = Path.of("/proc", Long.toString(pid), "status");
    }

    /** {@return its resident set size in bytes; empty where the system does not tell or the process is gone} */
    public OptionalLong residentBytes() {
        return field(RESIDENT);
    }

    /** {@return the bytes of it that are swapped out, which makes a resident size unreliable; empty where unknown} */
    public OptionalLong swappedBytes() {
        return field(SWAPPED);
    }

    private OptionalLong field(String label) {
        try {
            String text = Files.readString(status, StandardCharsets.ISO_8859_1);
            int at = text.indexOf(label);
            int end = at < 0 ? -1 : text.indexOf("kB", at);
            return end < 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(
                                    text.substring(at + label.length(), end).strip())
                            * 1024);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
