package dev.cistern.experiments.truth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a target, each a name that begins with two dashes and a whole number. */
final class TargetOptions {
    private final Map<String, Long> values = new HashMap<>();

    /** Reads them, or ends the program with 3 and says why. */
    TargetOptions(String[] arguments, List<String> known) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i])
                    || i + 1 == arguments.length
                    || !arguments[i + 1].matches("-?\\d{1,15}")) {
                System.err.println(
                        "expected " + String.join(" N, ", known) + " N, but was " + Arrays.toString(arguments));
                System.exit(3);
            }
            values.put(arguments[i], Long.parseLong(arguments[i + 1]));
        }
    }

    long value(String name, long otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
