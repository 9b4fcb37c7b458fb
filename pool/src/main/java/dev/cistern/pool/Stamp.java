package dev.cistern.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one followed object: who has it and since when, or who gave it back. */
sealed interface Stamp {
    @Nullable
    CallSite acquiredAt();

    default @Nullable CallSite releasedAt() {
        return null;
    }

    /**
     * In use since the acquire.
     *
     * @param acquiredAt the stack of the acquire; null if nobody looked
     * @param thread who acquired it
     * @param threadId the id of that thread
     * @param nanos when
     * @param majorCycles how many major collections there had been
     * @param overdue whether it was reported as held for too long
     */
    record Held(
            @Nullable CallSite acquiredAt, String thread, long threadId, long nanos, long majorCycles, boolean overdue)
            implements Stamp {
        /** The stamp of an object that nobody followed. */
        static final Held NONE = new Held(null, "", 0, 0, 0, false);

        static Held now() {
            Thread thread = Thread.currentThread();
            return new Held(
                    new CallSite(),
                    CallSite.name(thread),
                    thread.getId(),
                    System.nanoTime(),
                    GcClock.majorCycles(),
                    false);
        }

        boolean followed() {
            return acquiredAt != null;
        }

        Held asOverdue() {
            return new Held(acquiredAt, thread, threadId, nanos, majorCycles, true);
        }
    }

    /** Given back, and so far not handed out again; with the state of its fields if it has any that can be read. */
    record Given(@Nullable CallSite acquiredAt, CallSite releasedAt, List<FieldValue> state) implements Stamp {
        @Override
        public CallSite releasedAt() {
            return releasedAt;
        }
    }
}
