package dev.cistern.cache;

/** How many entries left for one cause, and what they weighed together. */
record Evicted(long count, long weight) {
    /** {@return what left a store so far} */
    static Evicted of(StripedStore store, RemovalCause cause) {
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
        return cause == RemovalCause.EXPIRED
                ? new Evicted(expirations, expiredWeight)
                : new Evicted(evictions - expirations, evictedWeight - expiredWeight);
    }
}
