package dev.cistern.experiments.truth;

/** A {@link Point}, 2,000,000 a second in the source and none in the compiled code: must not be reported. */
final class PointSite implements Site {
    private long checksum;

    @Override
    public String name() {
        return "point";
    }

    @Override
    public String className() {
        return Point.class.getName();
    }

    @Override
    public String method() {
        return "measure";
    }

    @Override
    public int objectsPerSecond() {
        return 2_000_000;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            checksum += measure(i);
        }
    }

    private static long measure(long i) {
        return new Point(i, i + 1).squaredDistance();
    }

    @Override
    public Object specimen() {
        return new Point(checksum, 0);
    }

    @Override
    public boolean scalarReplaced() {
        return true;
    }
}
