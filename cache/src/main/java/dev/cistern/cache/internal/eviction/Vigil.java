package dev.cistern.cache.internal.eviction;

/**
 * When a contest that is decided need not be watched at every request.
 *
 * <p><b>Algorithm.</b> Once one has led for {@value #STEADY} capacities of requests, the others rest for {@value #REST}, run along
 * uncounted for {@value #WARM} until they hold again what they would, and are compared for {@value #WATCH}; so on while the
 * leader stays, with each rest twice as long as the last one, up to {@value #LONGEST_REST}: what has held for long may be trusted for as
 * long again. When the leader hits a quarter more or less than usual in two epochs of a capacity each, the rest is over at once.
 */
final class Vigil {
    private static final int STEADY = 200;
    private static final int REST = 400;
    private static final int LONGEST_REST = 1_600;
    private static final int WARM = 5;
    private static final int WATCH = 15;
    private static final int LEAST_EPOCH = 500;
    private static final double UNUSUAL = 0.25;
    private static final double NEWS = 0.1;

    private enum State {
        WATCHING,
        RESTING,
        WARMING
    }

    private final long capacity;
    private final int epochLength;
    private State state = State.WATCHING;
    private int rest = REST;
    /** Requests until the next state. */
    private long left;

    private int epochRequests;
    private int epochHits;
    private int unusual;
    /** The share of hits that the leader usually has; negative while there was no epoch. */
    private double usual = -1;

    Vigil(int capacity) {
        this.capacity = capacity;
        epochLength = Math.max(LEAST_EPOCH, capacity);
        left = STEADY * this.capacity;
    }

    /** Whether only the leader has to be told of requests. */
    boolean isResting() {
        return state == State.RESTING;
    }

    /** Whether hits count. */
    boolean isWatching() {
        return state == State.WATCHING;
    }

    /** The leader is another one: it has to prove itself for long. */
    void restart() {
        state = State.WATCHING;
        left = STEADY * capacity;
        rest = REST;
        unusual = 0;
        usual = -1;
    }

    /** A request is over. */
    void next(boolean leaderHit) {
        epochHits += leaderHit ? 1 : 0;
        if (++epochRequests == epochLength) {
            endEpoch();
        }
        if (--left == 0) {
            switch (state) {
                case WATCHING -> rest();
                case RESTING -> enter(State.WARMING, WARM);
                case WARMING -> enter(State.WATCHING, WATCH);
            }
        }
    }

    private void rest() {
        enter(State.RESTING, rest);
        rest = Math.min(2 * rest, LONGEST_REST);
    }

    private void enter(State next, int capacities) {
        state = next;
        left = capacities * capacity;
    }

    private void endEpoch() {
        double ratio = (double) epochHits / epochRequests;
        epochHits = 0;
        epochRequests = 0;
        if (usual >= 0 && Math.abs(ratio - usual) > UNUSUAL * usual) {
            if (++unusual == 2 && isResting()) {
                restart(); // and count at once: there is no time to lose
            }
        } else {
            unusual = 0;
        }
        usual = usual < 0 ? ratio : usual + NEWS * (ratio - usual);
    }
}
