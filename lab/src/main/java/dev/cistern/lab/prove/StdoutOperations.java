package dev.cistern.lab.prove;

import dev.cistern.lab.recording.OperationSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from what a program prints how many operations it has done so far. */
final class StdoutOperations implements OperationSource {
    private final Pattern pattern;
    private final List<Reading> readings = new ArrayList<>();
    private String problem = "";
    private long lines;

    StdoutOperations(Pattern pattern) {
        this.pattern = pattern;
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public synchronized void line(String line) {
        lines++;
        Matcher found = pattern.matcher(line);
        if (!found.find()) {
            return;
        }
        String number = String.valueOf(found.group(1)).replace(",", "").replace("_", "");
        try {
            readings.add(new Reading(now(), Double.parseDouble(number)));
        } catch (NumberFormatException e) {
            problem = "the first group of '" + pattern + "' must be a number, but was '" + found.group(1) + "'";
        }
    }

    @Override
    public synchronized List<Reading> readings() {
        return List.copyOf(readings);
    }

    @Override
    public synchronized String problem() {
        return problem.isEmpty() && readings.isEmpty()
                ? "none of the " + lines + " lines that it printed has '" + pattern + "'"
                : problem;
    }
}
