package dev.cistern.simulator;

import java.util.SplittableRandom;

/** Requests as a news feed makes them: see {@link GeneratedTrace}. */
final class FeedTrace {
    private static final int HALVES_A_DAY = 2;
    private static final double SHARED = 1.0 / 3;

    private final KeyNumbers numbers = new KeyNumbers();
    private final SplittableRandom random;
    private final ZipfRanks ranks;
    private final int keys;
    private final int drift;
    /** Which item each rank has, for the audience by day and the one by night. */
    private final long[][] items;

    private long unborn;

    private FeedTrace(Settings settings) {
        random = GeneratedTrace.random(settings);
        keys = GeneratedTrace.keys(settings);
        ranks = new ZipfRanks(keys, settings.real("skew", 0.9, 0, 10), random.split());
        drift = settings.count("drift", 20, 1, Integer.MAX_VALUE);
        items = new long[HALVES_A_DAY][keys];
        for (int rank = 0; rank < keys; rank++) {
            items[0][rank] = unborn++;
            items[1][rank] = random.nextDouble() < SHARED ? items[0][rank] : unborn++;
        }
    }

    static Trace generate(String description) {
        Settings settings = new Settings(description, "skew");
        FeedTrace feed = new FeedTrace(settings);
        int requests = GeneratedTrace.requests(settings);
        int days = settings.count("days", 5, 1, 100_000);
        int scan = settings.count("scan", 40_000, 0, 100_000_000);
        settings.refuseUnknown();
        long half = 0;
        for (int i = 0; feed.numbers.size() < requests; i++) {
            long now = (long) feed.numbers.size() * days * HALVES_A_DAY / requests;
            if (now > half) {
                half = now;
                if (half % HALVES_A_DAY == 1) {
                    feed.scan(Math.min(scan, requests - feed.numbers.size()));
                }
            }
            if (feed.numbers.size() < requests) {
                feed.request((int) (half % HALVES_A_DAY), i);
            }
        }
        return feed.numbers.trace(description);
    }

    private void request(int audience, int request) {
        if (request % drift == 0) {
            items[audience][random.nextInt(keys)] = unborn;
            // What is new is looked at: by its author, by those who were told.
            items[audience][ranks.next()] = unborn;
            numbers.add(unborn++);
        } else {
            numbers.add(items[audience][ranks.next()]);
        }
    }

    /** Over items in the order of their birth, beginning somewhere. */
    private void scan(int length) {
        long first = random.nextLong(Math.max(1, unborn - length));
        for (int i = 0; i < length; i++) {
            numbers.add(first + i);
        }
    }
}
