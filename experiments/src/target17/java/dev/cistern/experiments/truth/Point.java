package dev.cistern.experiments.truth;

/** A pair that never leaves the method that made it, so the compiler removes its allocation. */
final class Point {
    private final long x;
    private final long y;

    Point(long x, long y) {
        this.x = x;
        this.y = y;
    }

    long squaredDistance() {
        return x * x + y * y;
    }
}
