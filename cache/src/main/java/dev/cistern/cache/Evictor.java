package dev.cistern.cache;

/**
 * Decides which entry leaves a full cache: an eviction policy, and the door for policies of your own.
 *
 * <p>A policy ranks <em>slots</em>. The cache numbers its resident entries with small integers, reuses the number of an
 * entry that left, and tells the policy what happens to them; the policy never sees a key or a value. What it knows of
 * a key is a hash of 32 bits, which is how a policy recognises an entry that comes back after it was evicted.
 *
 * <p>The cache keeps to this order: every slot is inserted before it is accessed, evicted or removed; {@link #evict} is
 * called only while a slot is in; room is made before an entry is
 * inserted, so at most {@code capacity} slots are in. A newcomer always gets in; a policy that refuses admission gives it up
 * at the next eviction.
 *
 * <p><b>Time</b> is logical: the number of requests (hits and inserts) that the policy was told of before this one. A
 * policy has no clock, no lock, no thread and no source of randomness but its own seed, so the same calls give the same
 * answers, in the simulator as in the cache.
 *
 * <p><b>Concurrency.</b> An instance is confined to one stripe of one cache, whose lock is held at every call. It needs no
 * synchronization of its own and must not block. A policy that throws makes the operation that called it fail.
 *
 * <p>The policies that come with Cistern are in {@link Eviction}.
 */
public interface Evictor {
    /**
     * Forgets everything and starts again with this configuration. It is the first call an instance gets; a later one is
     * followed by {@link #onInsert} for each entry that stays, coldest first.
     *
     * @param config how many entries there may be, and the seed of whatever is random
     */
    void reset(EvictorConfig config);

    /**
     * An entry has come in; it was not there a moment ago.
     *
     * @param slot its number, at least 0; not in use until now
     * @param hash the hash of its key, well spread over all 32 bits; different keys may share one
     * @param time the logical time
     */
    void onInsert(int slot, int hash, long time);

    /**
     * An entry was read or replaced. A cache may leave out what changes little: hits of an entry that was hit often
     * since the policy last let it grow cold.
     *
     * @param slot its number
     * @param time the logical time
     */
    void onAccess(int slot, long time);

    /**
     * Chooses the entry that has to leave, and forgets it.
     *
     * @param time the logical time
     * @return the number of the entry, which is free from now on
     */
    int evict(long time);

    /**
     * An entry has left for another reason: removed, expired, collected.
     *
     * @param slot its number, which is free from now on
     */
    void onRemove(int slot);
}
