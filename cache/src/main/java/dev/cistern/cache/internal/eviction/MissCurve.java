package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.EvictorConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns how misses depend on the size of the cache, from a sample of the requests.
 *
 * <p><b>Algorithm.</b> S3-FIFO shadows of a quarter of to four times the capacity, all scaled down by the sample (Waldspurger et al.,
 * "Cache Modeling and Optimization using Miniature Simulations", USENIX ATC 2017). Hits on saturated nodes are not among the
 * requests; they would hit at these sizes too, or nearly so, which is why only misses are compared. Misses count less
 * the longer ago they are.
 *
 * <p><b>Memory.</b> 250 to 480 KiB a cache once the shadows are full. <b>Cost.</b> Five small hash table operations for a request
 * in the sample, of which there are few in large caches.
 */
public final class MissCurve {
    private static final double[] FACTORS = {0.25, 0.5, 1, 2, 4};
    private static final int OWN = 2;
    private static final int SHADOW_ENTRIES = 512;
    private static final double MEMORY_IN_CAPACITIES = 40;
    private static final double TOO_MUCH_CREDIT = 1e100;
    private static final int LEAST_EVENTS = 500;
    private static final double SMALL_SHARE = 0.1;

    private final Shadow[] shadows = new Shadow[FACTORS.length];
    private final double[] misses = new double[FACTORS.length];
    private long capacity;
    private volatile int shift;
    private double growth = 1;
    private double credit = 1;
    private double seen;
    private long events;

    /**
     * A curve of a cache that holds so many entries.
     *
     * @param capacity of all stripes together
     */
    public MissCurve(long capacity) {
        start(Math.max(1, capacity));
    }

    private void start(long wanted) {
        capacity = wanted;
        int halvings = 0;
        while (capacity >> (halvings + 1) >= SHADOW_ENTRIES) {
            halvings++;
        }
        shift = halvings;
        double scaled = (double) capacity / (1L << halvings);
        for (int i = 0; i < FACTORS.length; i++) {
            shadows[i] = new Shadow(new S3Fifo(SMALL_SHARE, 2), new EvictorConfig((int)
                    Math.max(1, Math.round(scaled * FACTORS[i]))));
            misses[i] = 0;
        }
        growth = 1 / (1 - 1 / Math.max(2, MEMORY_IN_CAPACITIES * scaled));
        credit = 1;
        seen = 0;
        events = 0;
    }

    /**
     * Whether a hash is in the sample. Safe without a lock.
     *
     * @param hash of a node
     * @return whether its requests are wanted
     */
    public boolean samples(int hash) {
        return Sizes.sampled(hash, shift);
    }

    /**
     * A miss, or a hit on a node that is not saturated.
     *
     * @param hash one that is in the sample
     */
    public void request(int hash) {
        events++;
        credit *= growth;
        seen += credit;
        for (int i = 0; i < shadows.length; i++) {
            if (!shadows[i].access(hash, events)) {
                misses[i] += credit;
            }
        }
        if (credit > TOO_MUCH_CREDIT) {
            for (int i = 0; i < misses.length; i++) {
                misses[i] /= credit;
            }
            seen /= credit;
            credit = 1;
        }
    }

    /**
     * Sets how many entries the cache holds; what was learnt is forgotten if that differs much.
     *
     * @param wanted from 1
     */
    public void resize(long wanted) {
        if (wanted < capacity - capacity / 4 || wanted > capacity + capacity / 4) {
            start(Math.max(1, wanted));
        }
    }

    /**
     * The curve as it is now.
     *
     * @param missRatio what the cache really misses, 0 to 1
     * @return the curve; without points while too little was seen
     */
    public MissRatioCurve curve(double missRatio) {
        List<MissRatioCurve.Point> points = new ArrayList<>();
        if (events >= LEAST_EVENTS && misses[OWN] > 0) {
            for (int i = 0; i < FACTORS.length; i++) {
                long size = Math.max(1, Math.round(capacity * FACTORS[i]));
                points.add(new MissRatioCurve.Point(size, Math.min(1, missRatio * misses[i] / misses[OWN])));
            }
        }
        return new MissRatioCurve(points, Math.round(seen / credit));
    }
}
