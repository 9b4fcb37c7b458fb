package dev.cistern.lab.recording;

import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Names and numbers of recorded threads. */
final class RecordedThreads {
    private RecordedThreads() {}

    static String name(@Nullable RecordedThread thread) {
        if (thread == null) {
            return "";
        }
        String name = thread.getJavaName();
        if (name == null || name.isEmpty()) {
            name = thread.getOSName();
        }
        return name == null ? "" : name;
    }

    /** The number by which both engines know a thread, -1 for none. */
    static long id(@Nullable RecordedThread thread) {
        return thread == null ? -1 : thread.getJavaThreadId();
    }
}
