package dev.cistern.cache;

/** What an entry gets with its value. */
record Terms(int weight, long ttl) {
    static final Terms NONE = new Terms(0, StripedStore.DEFAULT_TTL);
}
