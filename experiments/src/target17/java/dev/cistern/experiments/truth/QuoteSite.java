package dev.cistern.experiments.truth;

/** An immutable {@link Quote}, 10,000 a second, replaced by the next: nothing could reset it. */
final class QuoteSite implements Site {
    private Quote latest = new Quote(0, 0);

    @Override
    public String name() {
        return "quote";
    }

    @Override
    public String className() {
        return Quote.class.getName();
    }

    @Override
    public String method() {
        return "update";
    }

    @Override
    public int objectsPerSecond() {
        return 10_000;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            update(i);
        }
    }

    private void update(long seed) {
        latest = new Quote(seed, latest.price + latest.word007);
    }

    @Override
    public Object specimen() {
        return new Quote(0, latest.price);
    }
}
