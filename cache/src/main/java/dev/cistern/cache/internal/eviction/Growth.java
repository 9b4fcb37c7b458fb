package dev.cistern.cache.internal.eviction;

/** How the flat arrays of the policies grow. */
final class Growth {
    private Growth() {}

    /** A length that holds what is needed, half as long again as now where that is more. */
    static int length(int now, int needed) {
        return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, now + (long) (now >> 1) + 16));
    }
}
