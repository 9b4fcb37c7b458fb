package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.classes.ClassFinding;
import dev.cistern.lab.statistics.Measured;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one site before it is judged.
 *
 * @param site its samples
 * @param rates how much it allocates
 * @param life how long its objects live
 * @param inlinable why its objects would vanish if a callee were inlined; null where nothing shows it
 * @param state whether its objects can be reset
 * @param resetCall the call that resets the object that a pool would hold, {@code clear()}; empty where none is known
 * @param identity whether something depends on which object it is
 * @param cost nanoseconds saved by each object taken from a pool; null where its size is not known
 */
record SiteFacts(
        Site site,
        Rates rates,
        LifeSpan life,
        @Nullable String inlinable,
        ClassFinding state,
        String resetCall,
        ClassFinding identity,
        @Nullable Cost cost) {

    /**
     * What a hit of a pool is worth for one object of this site.
     *
     * @param saved nanoseconds saved, negative where pooling costs
     * @param evidence the figures behind it, one sentence
     * @param slotNanos what a hit costs before the reset
     */
    record Cost(Measured saved, String evidence, Estimate slotNanos) {}
}
