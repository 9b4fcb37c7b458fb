package dev.cistern.pool;

/** How full the heap was after the last collection, in the three steps that the trim rules distinguish. */
enum HeapPressure {
    LOW,
    MEDIUM,
    HIGH;

    private static final double MEDIUM_FROM = 0.70;
    private static final double HIGH_FROM = 0.90;

    static HeapPressure of(double usedFraction) {
        if (usedFraction >= HIGH_FROM) {
            return HIGH;
        }
        return usedFraction >= MEDIUM_FROM ? MEDIUM : LOW;
    }
}
