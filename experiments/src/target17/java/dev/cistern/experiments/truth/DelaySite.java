package dev.cistern.experiments.truth;

/** {@code byte[1024]}, 20,000 a second, each kept for 30 ms: whether a pool pays depends on the GC interval. */
final class DelaySite implements Site {
    private static final int RATE = 20_000;
    private static final int HELD = RATE * 30 / 1000;

    private final byte[][] line = new byte[HELD][];
    private final long[] bornNanos = new long[HELD];
    private final LifeBook lives = new LifeBook();
    private long position;

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public String className() {
        return "byte[]";
    }

    @Override
    public String method() {
        return "enter";
    }

    @Override
    public int objectsPerSecond() {
        return RATE;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            enter(System.nanoTime());
        }
        lives.publish();
    }

    private void enter(long now) {
        int slot = (int) (position % HELD);
        if (position >= HELD) {
            lives.add(now - bornNanos[slot]);
        }
        line[slot] = new byte[1024];
        bornNanos[slot] = now;
        position++;
    }

    @Override
    public double lifeSeconds() {
        return lives.meanSeconds();
    }

    @Override
    public Object specimen() {
        return new byte[1024];
    }
}
