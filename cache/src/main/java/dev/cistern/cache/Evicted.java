package dev.cistern.cache;

/**
 * What a cache gave up since it was built.
 *
 * @param displaced how many entries left for lack of room
 * @param displacedWeight what they weighed together
 * @param expired how many left for their age
 * @param expiredWeight what they weighed together
 */
record Evicted(long displaced, long displacedWeight, long expired, long expiredWeight) {
    static final Evicted NOTHING = new Evicted(0, 0, 0, 0);

    /** {@return what left a store so far} */
    static Evicted of(StripedStore store) {
        long evictions = 0;
        long evictedWeight = 0;
        long expirations = 0;
        long expiredWeight = 0;
        for (Stripe stripe : store.keeper.stripes()) {
            stripe.lock();
            try {
                evictions += stripe.evictions;
                evictedWeight += stripe.evictedWeight;
                expirations += stripe.expirations;
                expiredWeight += stripe.expiredWeight;
            } finally {
                stripe.unlock();
            }
        }
        return new Evicted(evictions - expirations, evictedWeight - expiredWeight, expirations, expiredWeight);
    }

    /** {@return how many left for either cause} */
    long count() {
        return displaced + expired;
    }

    /** {@return what they weighed together} */
    long weight() {
        return displacedWeight + expiredWeight;
    }
}
