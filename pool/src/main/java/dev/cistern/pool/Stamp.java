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

    /** In use since the acquire. */
    record Held(@Nullable CallSite acquiredAt, long threadId, long nanos, long majorCycles) implements Stamp {
        /** The stamp of an object that nobody followed. */
        static final Held NONE = new Held(null, 0, 0, 0);

        boolean followed() {
            return acquiredAt != null;
        }
    }

    /** Given back, and so far not handed out again; with the state of its fields if it has any that can be read. */
    record Given(@Nullable CallSite acquiredAt, CallSite releasedAt, List<FieldState.Value> state) implements Stamp {
        @Override
        public CallSite releasedAt() {
            return releasedAt;
        }
    }
}
