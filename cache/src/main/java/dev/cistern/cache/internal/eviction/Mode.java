package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;

/** How a {@link RingPolicy} treats newcomers. */
public enum Mode {
    /** A small queue, out of which two hits lead. */
    FIFO_10(0.1, 2, false),
    /** A longer queue, out of which one hit leads. */
    FIFO_30(0.3, 1, false),
    /** A tiny window; who leaves it must have been asked for more often than the coldest of the others. */
    SKETCH_1(0.01, 1, true),
    /** The same with a larger window. */
    SKETCH_20(0.2, 1, true),
    /** Nearly all is one queue: recency. */
    FIFO_80(0.8, 1, false);

    /** The share of all nodes that the window has. */
    final double share;
    /** How many hits in the window lead out of it; of no meaning with a sketch. */
    final int promoteAt;
    /** Whether a sketch of frequencies decides who leaves the window for the main ring. */
    final boolean sketched;

    Mode(double share, int promoteAt, boolean sketched) {
        this.share = share;
        this.promoteAt = promoteAt;
        this.sketched = sketched;
    }

    /** A policy of slots that behaves alike, for the shadow of this mode. */
    Evictor evictor() {
        return sketched ? new WTinyLfu(share) : new S3Fifo(share, promoteAt);
    }
}
