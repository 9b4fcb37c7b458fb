package dev.cistern.pool.usage;

import dev.cistern.pool.Misuse;
import dev.cistern.pool.MisuseListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Collects reports, and shows them without what differs from run to run. */
final class Reports implements MisuseListener {
    final List<Misuse> received = new CopyOnWriteArrayList<>();

    @Override
    public void onMisuse(Misuse misuse) {
        received.add(misuse);
    }

    /** The whole message of the only report. */
    String only() {
        if (received.size() != 1) {
            throw new AssertionError("expected one report, but there were " + received);
        }
        return shown(received.get(0).message());
    }

    /** A message with the same identity and line number in each, and only the frames of this package's program. */
    static String shown(String message) {
        return message.lines()
                .filter(line -> !line.startsWith("    ") || line.contains("OrderPages."))
                .collect(Collectors.joining("\n", "", "\n"))
                .replaceAll("@[0-9a-f]+", "@1b2c3d")
                .replaceAll("\\.java:\\d+\\)", ".java:31)")
                .replaceAll("long: \\d+ ms", "long: 120 ms");
    }
}
