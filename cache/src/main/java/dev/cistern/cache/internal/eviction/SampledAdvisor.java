package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.EvictorConfig;

/**
 * Runs a shadow for each mode over the keys whose hash is in the sample.
 *
 * <p><b>Algorithm.</b> The sample is the hashes that are 0 in so many bits that a cache of 512 to 1,023 entries is to the
 * sample what the whole cache is to all requests. (Waldspurger et al., "Cache Modeling and Optimization using Miniature
 * Simulations", USENIX ATC 2017.) The mode of the leading shadow is advised once {@value #LEAST_EVENTS} requests were seen.
 *
 * <p><b>Changes.</b> Evidence of twenty capacities is slow to turn. When the leading shadow hits less than {@value #COLLAPSE} of
 * what it usually does, in each of {@value #EPOCHS} capacities of requests, the requests have become others: the shadows start again, and the
 * rings are told to forget their frequencies too.
 *
 * <p><b>Memory.</b> 150 to 285 KiB a cache once the shadows are full, whatever its size.
 */
final class SampledAdvisor implements Advisor {
    private static final int SHADOW_ENTRIES = 512;
    private static final int LEAST_EVENTS = 500;
    private static final double MEMORY_IN_CAPACITIES = 20;
    private static final double LEAD = 1.01;
    private static final double COLLAPSE = 0.4;
    /** More than one: a loop of four capacities has its hits together in one of them. */
    private static final int EPOCHS = 4;

    private static final double LEAST_USUAL = 0.05;
    private static final double NEWS = 0.25;

    private static final Mode[] MODES = Mode.values();

    private final Shadow[] shadows = new Shadow[MODES.length];
    private Contest contest = new Contest(MODES.length, 2, LEAD, 0);
    private long capacity;
    /** Read without a lock: whatever a reader sees only decides whether a hit is worth telling. */
    private volatile int shift;

    private volatile Mode advised = Mode.FIFO_10;
    private int eras;
    private volatile int era;
    private long time;
    private long events;
    private int epochLength = 1;
    private int epochEvents;
    private int epochHits;
    private int collapsed;
    /** The usual share of hits of the leader in an epoch; negative while there was none. */
    private double usual = -1;

    SampledAdvisor(long capacity) {
        start(Math.max(1, capacity));
    }

    private void start(long wanted) {
        capacity = wanted;
        int halvings = 0;
        while (capacity >> (halvings + 1) >= SHADOW_ENTRIES) {
            halvings++;
        }
        shift = halvings;
        epochLength = (int) (capacity >> halvings);
        restart();
    }

    private void restart() {
        EvictorConfig config = new EvictorConfig(epochLength);
        for (int i = 0; i < shadows.length; i++) {
            shadows[i] = new Shadow(MODES[i].evictor(), config);
        }
        contest = new Contest(MODES.length, Math.max(2, MEMORY_IN_CAPACITIES * config.capacity()), LEAD, 0);
        events = 0;
        epochEvents = 0;
        epochHits = 0;
        collapsed = 0;
        usual = -1;
    }

    @Override
    public boolean samples(int hash) {
        return Sizes.sampled(hash, shift);
    }

    @Override
    public void request(int hash) {
        time++;
        events++;
        for (int i = 0; i < shadows.length; i++) {
            if (shadows[i].access(hash, time)) {
                contest.hit(i);
                if (i == contest.leader()) {
                    epochHits++;
                }
            }
        }
        contest.next();
        if (events >= LEAST_EVENTS && advised != MODES[contest.leader()]) {
            advised = MODES[contest.leader()];
        }
        if (++epochEvents == epochLength) {
            endEpoch();
        }
    }

    private void endEpoch() {
        double ratio = (double) epochHits / epochEvents;
        epochEvents = 0;
        epochHits = 0;
        if (usual > LEAST_USUAL && ratio < COLLAPSE * usual) {
            if (++collapsed == EPOCHS) {
                restart();
                era = ++eras;
            }
        } else {
            collapsed = 0;
            usual = usual < 0 ? ratio : usual + NEWS * (ratio - usual);
        }
    }

    @Override
    public int era() {
        return era;
    }

    @Override
    public Mode mode() {
        return advised;
    }

    @Override
    public void resize(long wanted) {
        if (wanted < capacity - capacity / 4 || wanted > capacity + capacity / 4) {
            start(Math.max(1, wanted));
        }
    }
}
