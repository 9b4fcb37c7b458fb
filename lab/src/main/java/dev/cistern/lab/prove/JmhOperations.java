package dev.cistern.lab.prove;

import dev.cistern.lab.recording.OperationSource;
import java.util.OptionalLong;

/** Follows what JMH prints, to tell its warm-up from what it measures; it counts the operations in its own report. */
final class JmhOperations implements OperationSource {
    private static final String WARM_UP = "# Warmup Iteration";

    private long warm;

    @Override
    public synchronized void line(String line) {
        if (line.startsWith(WARM_UP)) {
            warm = StdoutOperations.now();
        }
    }

    @Override
    public synchronized OptionalLong warmSince() {
        return warm == 0 ? OptionalLong.empty() : OptionalLong.of(warm);
    }
}
