package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link WriteBehind} did so far.
 *
 * @param waiting keys with a change that the store has not confirmed, at this moment
 * @param written changes that the store confirmed
 * @param coalesced changes that were replaced by a newer one of the same key before they were written
 * @param failures calls of the writer that threw
 * @param lastFailure what the last of them threw; null if none did, or one succeeded since
 */
public record WriteBehindStats(
        int waiting,
        long written,
        long coalesced,
        long failures,
        @Nullable Throwable lastFailure) {}
