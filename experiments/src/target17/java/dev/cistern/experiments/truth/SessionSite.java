package dev.cistern.experiments.truth;

/** A {@link Session}, 5,000 a second, each alive for 10 s: not a pool's business. */
final class SessionSite implements Site {
    private static final int RATE = 5_000;
    private static final int HELD = RATE * 10;

    private final Session[] open = new Session[HELD];
    private final LifeBook lives = new LifeBook();
    private long position;

    /** Opens with as many sessions as there will always be, so that the heap is steady from the first second. */
    SessionSite() {
        allocate(HELD);
    }

    @Override
    public String name() {
        return "session";
    }

    @Override
    public String className() {
        return Session.class.getName();
    }

    @Override
    public String method() {
        return "open";
    }

    @Override
    public int objectsPerSecond() {
        return RATE;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            open(System.nanoTime());
        }
        lives.publish();
    }

    private void open(long now) {
        int slot = (int) (position % HELD);
        // The first ones were all opened at once, so what they tell is not the life of a session.
        if (position >= 2L * HELD) {
            lives.add(now - open[slot].openedNanos);
        }
        Session session = new Session();
        session.id = position++;
        session.openedNanos = now;
        open[slot] = session;
    }

    @Override
    public double lifeSeconds() {
        double measured = lives.meanSeconds();
        return measured > 0 ? measured : (double) HELD / RATE;
    }

    @Override
    public Object specimen() {
        return new Session();
    }
}
