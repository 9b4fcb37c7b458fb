package dev.cistern.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The words behind the colon of a generated trace's description: {@code 0.99,keys=1000}. */
final class Settings {
    private static final Map<Character, Long> FACTORS = Map.of('k', 1_000L, 'm', 1_000_000L);

    private final String description;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * Takes a description apart.
     *
     * @param mainName what a value without a name stands for
     */
    Settings(String description, String mainName) {
        this.description = description;
        int colon = description.indexOf(':');
        String words = colon < 0 ? "" : description.substring(colon + 1);
        for (String word : words.isEmpty() ? new String[0] : words.split(",", -1)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? mainName : word.substring(0, equals);
            if (values.put(name, word.substring(equals + 1)) != null) {
                throw new TraceException(description + " says " + name + " twice; leave one out");
            }
        }
    }

    /** A number with an optional k or m behind it. */
    int count(String name, int usual, int least, int most) {
        known.add(name);
        String text = values.get(name);
        if (text == null) {
            return usual;
        }
        Long factor = text.isEmpty() ? null : FACTORS.get(Character.toLowerCase(text.charAt(text.length() - 1)));
        try {
            long value = factor == null
                    ? Long.parseLong(text)
                    : Math.multiplyExact(Long.parseLong(text.substring(0, text.length() - 1)), factor);
            if (value >= least && value <= most) {
                return (int) value;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // falls to the message below
        }
        throw new TraceException(description + ": " + name + " must be a number from " + least + " to " + most
                + " (k and m are allowed behind it), but was '" + text + "'");
    }

    double real(String name, double usual, double least, double most) {
        known.add(name);
        String text = values.get(name);
        if (text == null) {
            return usual;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls to the message below
        }
        throw new TraceException(
                description + ": " + name + " must be from " + least + " to " + most + ", but was '" + text + "'");
    }

    /** To be called when all that is known was asked for. */
    void refuseUnknown() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new TraceException(
                        description + " says '" + name + "', which is not one of " + String.join(", ", known));
            }
        }
    }
}
