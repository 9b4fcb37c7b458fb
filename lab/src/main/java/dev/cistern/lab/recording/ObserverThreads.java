package dev.cistern.lab.recording;

import java.util.Set;

/** The target's threads that work for whoever observes it; what they allocate is not the program's. */
final class ObserverThreads {
    private static final Set<String> NAMES =
            Set.of("Attach Listener", "JFR Recorder Thread", "JFR Periodic Tasks", "JFR Shutdown Hook");

    private ObserverThreads() {}

    static boolean isOne(String threadName) {
        return NAMES.contains(threadName);
    }
}
