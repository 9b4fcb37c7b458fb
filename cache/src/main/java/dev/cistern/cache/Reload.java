package dev.cistern.cache;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One change of a cache's settings, and what came of it. Thread-safe; holds on to the counters of the cache, not to its
 * entries.
 */
public final class Reload {
    private final CacheSettings before;
    private final CacheSettings after;
    private final OptionalDouble expected;
    private final CacheCounters counters;
    private final long hitsBefore;
    private final long missesBefore;
    /** What was counted until the change. */
    private final long hits;

    private final long misses;

    Reload(
            CacheSettings before,
            CacheSettings after,
            OptionalDouble expected,
            CacheCounters counters,
            Reload.Start start) {
        this.before = before;
        this.after = after;
        this.expected = expected;
        this.counters = counters;
        hits = counters.hits();
        misses = counters.misses();
        hitsBefore = hits - start.hits;
        missesBefore = misses - start.misses;
    }

    /** What was counted when some settings came into force. */
    record Start(long hits, long misses) {
        static final Start OF_ALL = new Start(0, 0);
    }

    Start start() {
        return new Start(hits, misses);
    }

    /** {@return the settings until then} */
    public CacheSettings before() {
        return before;
    }

    /** {@return the settings since then} */
    public CacheSettings after() {
        return after;
    }

    /** {@return the hits as a share of the requests under the settings before, 0 to 1; 0 if there were no requests} */
    public double hitRatioBefore() {
        return ratio(hitsBefore, missesBefore);
    }

    /**
     * {@return the hit ratio that the {@linkplain CachePolicy#missRatioCurve() curve} gave for the new size at the time of the change, 0 to 1}
     *
     * <p>Empty if there was no curve, or it does not reach that size, or another policy of eviction was chosen, of which it
     * knows nothing. What times to live do to it is not foreseen.
     */
    public OptionalDouble expectedHitRatio() {
        return expected;
    }

    /** {@return the hits as a share of the requests since the change, 0 to 1; 0 if there were none; counts on after another change} */
    public double hitRatioSince() {
        return ratio(counters.hits() - hits, counters.misses() - misses);
    }

    /** {@return how many requests there were since the change} */
    public long requestsSince() {
        return counters.hits() - hits + counters.misses() - misses;
    }

    private static double ratio(long hits, long misses) {
        return hits + misses <= 0 ? 0 : (double) hits / (hits + misses);
    }

    /** {@return the three ratios in one line} */
    @Override
    public String toString() {
        String hoped = expected.isPresent() ? percent(expected.getAsDouble()) + " expected" : "nothing expected";
        return "hit ratio " + percent(hitRatioBefore()) + " before, " + hoped + ", " + percent(hitRatioSince()) + " in "
                + requestsSince() + " requests since";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
