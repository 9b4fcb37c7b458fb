package dev.cistern.cache.internal.eviction;

import java.util.List;

/**
 * What the misses would be if the cache were smaller or larger, learnt while it runs.
 *
 * <p>An estimate: small caches of hashes alone, a quarter of to four times the (scaled) size, see the requests of a sample of
 * the keys. What they miss, in relation to what the one of the cache's own size misses, is applied to the miss ratio
 * that the cache really has.
 *
 * @param points by ascending size; empty until enough was seen
 * @param sampledRequests how many requests of the sample were seen, older ones counting less; the error of a ratio falls with
 *     the square root of it
 */
public record MissRatioCurve(List<Point> points, long sampledRequests) {
    /** Keeps a list of its own. */
    public MissRatioCurve {
        points = List.copyOf(points);
    }

    /**
     * One size.
     *
     * @param size how many entries
     * @param missRatio the misses as a share of all requests at this size, 0 to 1
     */
    public record Point(long size, double missRatio) {}
}
