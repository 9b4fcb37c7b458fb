package dev.cistern.bench.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pauses of a log of collections ({@code -Xlog:gc}).
 *
 * @param millis each of them in ascending order
 */
record Pauses(List<Double> millis) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+\\.\\d+)ms");

    static Pauses read(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return new Pauses(lines.flatMap(line -> PAUSE.matcher(line).results())
                    .map(found -> Double.valueOf(found.group(1)))
                    .sorted()
                    .toList());
        }
    }

    /** {@return the pause that so many per cent are no longer than, in milliseconds; NaN without any} */
    double percentile(double percent) {
        int index = (int) Math.ceil(percent / 100 * millis.size()) - 1;
        return millis.isEmpty() ? Double.NaN : millis.get(Math.max(0, index));
    }

    double total() {
        return millis.stream().mapToDouble(Double::doubleValue).sum();
    }
}
