package dev.cistern.cache;

/**
 * Draws one request in {@value #RATE}, so that a hit on an entry that is known to be hot need not write to a counter of its cache, and
 * hot keys can be told from a sample.
 *
 * <p><b>Algorithm.</b> A linear congruential generator a place, of which the upper four bits decide; drawn at random since
 * counting to sixteen would follow the rhythm of a program that asks several caches in turn. All caches share the places:
 * the hit path then needs no field of its cache for it.
 *
 * <p><b>Concurrency.</b> Threads are spread over {@value #PLACES} places of 128 bytes by their id. Plain reads and writes: a
 * lost step only repeats a draw.
 */
final class HitSample {
    /** So many requests stand behind one that was drawn. */
    static final int RATE = 16;

    private static final int PLACES = 64;
    private static final int STRIDE = 32;
    private static final int TOP_BITS = 28;
    // The multiplier is Steele and Vigna's for 32 bits, "Computationally easy, spectrally good multipliers", 2022.
    private static final int MULTIPLIER = 0x93D765DD;
    private static final int INCREMENT = 0x5F356495;
    private static final int[] STATES = new int[(PLACES + 1) * STRIDE];

    static {
        for (int i = 0; i < STATES.length; i++) {
            STATES[i] = i * MULTIPLIER;
        }
    }

    private HitSample() {}

    /** {@return whether this request is one of the sample} */
    @SuppressWarnings("deprecation") // threadId() is younger than JDK 17
    static boolean draws() {
        int place = (((int) Thread.currentThread().getId() & (PLACES - 1)) + 1) * STRIDE;
        int next = STATES[place] * MULTIPLIER + INCREMENT;
        STATES[place] = next;
        return next >>> TOP_BITS == 0;
    }
}
