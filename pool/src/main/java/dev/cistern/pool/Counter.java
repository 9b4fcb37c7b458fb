package dev.cistern.pool;

/** What a stripe counts, and where in the stripe's line of counters. */
enum Counter {
    HIT(0),
    STEAL(1),
    MISS(2),
    BYPASS(3),
    DROP_FULL(4),
    DROP_OVERWEIGHT(5),
    DROP_REFUSED(6),
    DROP_DISCARDED(7),
    DROP_OTHER(8);

    private final int cell;

    Counter(int cell) {
        this.cell = cell;
    }

    int cell() {
        return cell;
    }
}
