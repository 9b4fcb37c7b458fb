package dev.cistern.cache.internal.eviction;

import dev.cistern.cache.EvictorConfig;
import dev.cistern.cache.MissRatioCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learns how misses depend on the size of the cache, from a sample of the requests.
 *
 * <p><b>Algorithm.</b> Shadows of a quarter of to four times the capacity, all scaled down by the sample (Waldspurger et al.,
 * "Cache Modeling and Optimization using Miniature Simulations", USENIX ATC 2017), two of each size: one in S3-FIFO and one that
 * admits by frequency, which is what keeps a part of a loop. The better of the two stands for a policy that chooses. Hits
 * on saturated nodes are not among the requests, which is why only misses are compared. Misses count less the longer ago
 * they are.
 *
 * <p><b>Memory.</b> 0.5 to 1 MiB a cache once the shadows are full. <b>Cost.</b> Ten small hash table operations for a request in
 * the sample, of which there are few in large caches.
 */
public final class MissCurve {
    private static final double[] FACTORS = {0.25, 0.5, 1, 2, 4};
    private static final int OWN = 2;
    private static final int SHADOW_ENTRIES = 512;
    private static final double MEMORY_IN_CAPACITIES = 40;
    private static final double TOO_MUCH_CREDIT = 1e100;
    private static final int LEAST_EVENTS = 500;
    private static final Mode[] MODES = {Mode.FIFO_10, Mode.SKETCH_1};
    private static final int SPARSE = 3;

    /** All sizes in the one mode, then in the other. */
    private final Shadow[] shadows = new Shadow[MODES.length * FACTORS.length];

    private final double[] misses = new double[shadows.length];
    private volatile long capacity;
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
        for (int i = 0; i < shadows.length; i++) {
            int size = (int) Math.max(1, Math.round(scaled * FACTORS[i % FACTORS.length]));
            shadows[i] = new Shadow(MODES[i / FACTORS.length].evictor(), new EvictorConfig(size));
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

    /** {@return whether the sample is one key in eight or fewer} */
    public boolean isSparse() {
        return shift >= SPARSE;
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
     * Whether a number of entries is about that of the cache. Safe without a lock.
     *
     * @param entries of all stripes together
     * @return whether it differs by at most a quarter
     */
    public boolean isAbout(long entries) {
        long now = capacity;
        return entries >= now - now / 4 && entries <= now + now / 4;
    }

    /**
     * Sets how many entries the cache holds; what was learnt is forgotten if that differs much.
     *
     * @param wanted from 1
     */
    public void resize(long wanted) {
        if (!isAbout(wanted)) {
            start(Math.max(1, wanted));
        }
    }

    /**
     * An entry left for another reason than the lack of room.
     *
     * @param hash one that is in the sample
     */
    public void remove(int hash) {
        for (Shadow shadow : shadows) {
            shadow.remove(hash);
        }
    }

    /** {@return after how many requests of the sample one counts less by the factor e} */
    public double memory() {
        return MEMORY_IN_CAPACITIES * (capacity >> shift);
    }

    /**
     * The curve as it is now.
     *
     * @param bound what the size of the cache is called: its entries, or the weight they have together
     * @param missRatio what the cache really misses, 0 to 1
     * @return the curve; empty while too little was seen
     */
    public Optional<MissRatioCurve> curve(long bound, double missRatio) {
        double own = misses(OWN);
        if (events < LEAST_EVENTS || own <= 0) {
            return Optional.empty();
        }
        List<MissRatioCurve.Point> points = new ArrayList<>();
        for (int i = 0; i < FACTORS.length; i++) {
            long size = Math.max(1, Math.round(bound * FACTORS[i]));
            points.add(new MissRatioCurve.Point(size, Math.min(1, missRatio * misses(i) / own)));
        }
        return Optional.of(new MissRatioCurve(points, Math.round(seen / credit)));
    }

    /** The misses of the better mode at a size. */
    private double misses(int size) {
        double least = misses[size];
        for (int i = size; i < misses.length; i += FACTORS.length) {
            least = Math.min(least, misses[i]);
        }
        return least;
    }
}
