package dev.cistern.lab.cost;

import dev.cistern.lab.Estimate;
import java.util.Comparator;
import java.util.List;

/**
 * The constants of one machine: nanoseconds of CPU time by object size. Immutable; every question is O(points).
 *
 * @param machine the fingerprint of the machine and JVM they were measured on
 * @param slot what the pool in question was, {@code reference slot} or the pool's own name
 * @param slotNanos one acquire and release that find an idle object, without resetting it
 * @param points the sizes that were measured, at least one; sorted by size
 */
public record CostModel(String machine, String slot, Estimate slotNanos, List<Point> points) {
    /** Sorts the points and checks that there is one. */
    public CostModel {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a cost model needs at least one measured size, but there was none");
        }
        points = points.stream().sorted(Comparator.comparingInt(Point::bytes)).toList();
    }

    /**
     * One measured size.
     *
     * @param bytes the object's size with its header
     * @param allocateNanos a new object, zeroed and touched
     * @param clearNanos overwriting a kept object of that size with zeros
     */
    public record Point(int bytes, Estimate allocateNanos, Estimate clearNanos) {}

    /**
     * A new object of this size, zeroed and touched, without its share of collection.
     *
     * @param bytes the size in bytes; between two measured sizes the cost is interpolated, above the largest it grows
     *     in proportion, below the smallest it stays
     * @return nanoseconds of CPU time
     */
    public Estimate allocateNanos(double bytes) {
        return interpolate(bytes, Kind.ALLOCATE);
    }

    /**
     * Overwriting a kept object of this size with zeros.
     *
     * @param bytes the size in bytes, interpolated as for {@link #allocateNanos}
     * @return nanoseconds of CPU time
     */
    public Estimate clearNanos(double bytes) {
        return interpolate(bytes, Kind.CLEAR);
    }

    private Estimate interpolate(double bytes, Kind kind) {
        Point above = points.getLast();
        if (bytes >= above.bytes()) {
            return kind.of(above).times(bytes / above.bytes());
        }
        Point below = points.getFirst();
        for (Point point : points) {
            if (point.bytes() > bytes) {
                above = point;
                break;
            }
            below = point;
        }
        if (bytes <= below.bytes()) {
            return kind.of(below);
        }
        double share = (bytes - below.bytes()) / (above.bytes() - below.bytes());
        return mix(kind.of(below), kind.of(above), share);
    }

    private static Estimate mix(Estimate from, Estimate to, double share) {
        return new Estimate(
                from.value() + share * (to.value() - from.value()),
                from.low() + share * (to.low() - from.low()),
                from.high() + share * (to.high() - from.high()));
    }

    private enum Kind {
        ALLOCATE,
        CLEAR;

        Estimate of(Point point) {
            return this == ALLOCATE ? point.allocateNanos() : point.clearNanos();
        }
    }
}
