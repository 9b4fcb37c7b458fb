package dev.cistern.lab.advise;

import dev.cistern.lab.statistics.Measured;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how long a site's objects live.
 *
 * @param seconds mean life span; null where nothing tells it
 * @param survival the share of its objects that survive the next collection; null where nothing tells it
 * @param basis how it is known, a clause for the evidence
 * @param sharedClass whether only the life of the whole class is known and other sites of other sizes allocate it too
 */
record LifeSpan(@Nullable Measured seconds, @Nullable Measured survival, String basis, boolean sharedClass) {
    static LifeSpan unknown(String why) {
        return new LifeSpan(null, null, why, false);
    }
}
