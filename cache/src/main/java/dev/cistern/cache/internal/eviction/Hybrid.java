package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.Evictor;
import dev.cistern.cache.EvictorConfig;
import java.util.Arrays;

/**
 * LRU-K and LFU mixed by evidence: a {@link Score} whose weight of recency is that of the best of seven shadows.
 *
 * <p>Algorithm: shadows of {@value #SHADOW_ENTRIES} to 2,047 entries (fewer in a smaller cache) run with fixed weights over the keys
 * whose hash is in the sample. They take 0.75 to 1.5 MB. Whoever leads lends its weight; a change orders the entries anew, O(n), at most once in as many requests as there
 * are entries.
 */
public final class Hybrid implements Evictor {
    private static final int SHADOW_ENTRIES = 1_024;
    private static final double[] WEIGHTS = {0.5, 0.02, 0.1, 0.25, 0.75, 0.9, 1};
    private static final double MEMORY = 20;
    private static final double LEAD = 1.005;

    private final int k;
    private final Score score;
    private final Shadow[] shadows = new Shadow[WEIGHTS.length];
    private Contest contest = new Contest(WEIGHTS.length, 2, LEAD, 0);
    private int[] hashes = new int[0];
    private int shift;
    private int capacity = 1;
    private int used;
    private long changed;

    /**
     * A policy to be given a capacity by {@link #reset}.
     *
     * @param k the how many-th last request counts for recency; 1 to 8
     */
    public Hybrid(int k) {
        this.k = k;
        score = new Score(k, WEIGHTS[0]);
    }

    @Override
    public void reset(EvictorConfig config) {
        capacity = config.capacity();
        shift = Sizes.sampleShift(capacity, SHADOW_ENTRIES);
        EvictorConfig sampled = new EvictorConfig(Math.max(1, capacity >> shift), config.seed());
        for (int i = 0; i < shadows.length; i++) {
            shadows[i] = new Shadow(new Score(k, WEIGHTS[i]), sampled);
        }
        contest = new Contest(WEIGHTS.length, Math.max(2, MEMORY * sampled.capacity()), LEAD, 0);
        hashes = new int[Sizes.initial(config)];
        used = 0;
        changed = 0;
        score.reset(config);
        score.reweigh(WEIGHTS[0]);
    }

    @Override
    public void onInsert(int slot, int hash, long time) {
        if (slot >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Growth.length(hashes.length, slot + 1));
        }
        hashes[slot] = hash;
        learn(hash, time);
        score.onInsert(slot, hash, time);
    }

    @Override
    public void onAccess(int slot, long time) {
        learn(hashes[slot], time);
        score.onAccess(slot, time);
    }

    private void learn(int hash, long time) {
        if (!Sizes.sampled(hash, shift)) {
            return;
        }
        for (int i = 0; i < shadows.length; i++) {
            if (shadows[i].access(hash, time)) {
                contest.hit(i);
            }
        }
        contest.next();
        if (contest.leader() != used && time - changed >= capacity) {
            used = contest.leader();
            changed = time;
            score.reweigh(WEIGHTS[used]);
        }
    }

    @Override
    public int evict(long time) {
        return score.evict(time);
    }

    @Override
    public void onRemove(int slot) {
        score.onRemove(slot);
    }
}
