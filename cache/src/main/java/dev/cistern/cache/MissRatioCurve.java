package dev.cistern.cache;

import java.util.List;

/**
 * What the misses would be if the cache were smaller or larger, learnt while it runs; see
 * {@link CachePolicy#missRatioCurve()}.
 *
 * <p>An estimate: small caches of hashes alone, a quarter of to four times the (scaled) size, see the requests of a sample of
 * the keys. What they miss, in relation to what the one of the cache's own size misses, is applied to the miss ratio
 * that the cache really has. Requests of long ago count less.
 *
 * @param points by ascending size, at least one
 * @param sampledRequests how many requests of the sample were seen, older ones counting less; the error of a ratio falls with
 *     the square root of it
 */
public record MissRatioCurve(List<Point> points, long sampledRequests) {
    /** Keeps a list of its own. */
    public MissRatioCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points must not be empty");
        }
    }

    /**
     * One size.
     *
     * @param size in the unit of the cache's bound: entries, or weight where only the weight is bounded
     * @param missRatio the misses as a share of all requests at this size, 0 to 1
     */
    public record Point(long size, double missRatio) {}

    /**
     * Whether the curve covers a size.
     *
     * @param size in the unit of the points
     * @return whether {@link #missRatioAt} knows it
     */
    public boolean reaches(long size) {
        return size >= points.get(0).size && size <= points.get(points.size() - 1).size;
    }

    /**
     * The miss ratio at any size between the smallest and the largest point. Between two points it is taken to be straight
     * over the logarithm of the size.
     *
     * @param size in the unit of the points
     * @return the share of requests that would miss, 0 to 1
     * @throws IllegalArgumentException if the size is outside of the curve
     */
    public double missRatioAt(long size) {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        if (!reaches(size)) {
            throw new IllegalArgumentException(
                    "size must be in [" + first.size + ", " + last.size + "], which the curve covers, but was " + size);
        }
        Point below = first;
        for (Point point : points) {
            if (point.size >= size) {
                return between(below, point, size);
            }
            below = point;
        }
        return last.missRatio;
    }

    private static double between(Point below, Point above, long size) {
        if (above.size == size || above.size == below.size) {
            return above.missRatio;
        }
        double way = Math.log((double) size / below.size) / Math.log((double) above.size / below.size);
        return below.missRatio + way * (above.missRatio - below.missRatio);
    }
}
