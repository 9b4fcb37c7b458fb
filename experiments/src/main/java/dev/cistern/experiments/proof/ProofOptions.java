package dev.cistern.experiments.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The options of a proof command, each a name that begins with two dashes and a value. */
final class ProofOptions {
    private final Map<String, String> values = new TreeMap<>();

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is not among the known names or has no value
     */
    ProofOptions(List<String> arguments, Set<String> known) {
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name + "; known are " + String.join(" ", known));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("option " + name + " needs a value");
            }
            values.put(name, arguments.get(i + 1));
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException(name + " must be a number from 1 to 999999, but was " + text);
        }
        return Integer.parseInt(text);
    }
}
