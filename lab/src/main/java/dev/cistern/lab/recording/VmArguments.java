package dev.cistern.lab.recording;

import java.util.Arrays;
import java.util.List;

/** The arguments of a JVM out of the one line that its tools make of them. */
final class VmArguments {
    private VmArguments() {}

    /** Each argument begins with a dash, so a blank inside a value does not divide it. */
    static List<String> split(String line) {
        String stripped = line.strip();
        return stripped.isEmpty()
                ? List.of()
                : Arrays.stream(stripped.split("\\s+(?=-)")).toList();
    }
}
