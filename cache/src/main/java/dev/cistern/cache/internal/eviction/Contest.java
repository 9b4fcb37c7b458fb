package dev.cistern.cache.internal.eviction;

import java.util.Arrays;

/**
 * Which of several shadows does best lately: hits count less the longer ago they were.
 *
 * <p><b>Algorithm.</b> Instead of lowering all scores at each request, the credit of a hit grows. The leader is replaced
 * by whoever has {@code lead} times its score, and more still while the cache has not earned back what the last change
 * cost it: a change makes it miss what only the new leader held, so two policies that take turns at being better must not
 * drag the cache to and fro. What is not earned back is the leader's score less the cache's own since the change.
 */
final class Contest {
    private static final double TOO_MUCH_CREDIT = 1e100;

    private final double[] scores;
    private final double growth;
    private final double lead;
    private final double costFactor;
    private double own;
    private double credit = 1;
    private int leader;

    /**
     * A contest that the first one leads.
     *
     * @param contestants how many there are
     * @param memory after how many requests a hit counts less by the factor e; above 1
     * @param lead the ratio of scores that changes the leader
     * @param costFactor how many times the cost that is not earned back must be led by as well; 0 where the cache's own
     *     hits are not told
     */
    Contest(int contestants, double memory, double lead, double costFactor) {
        scores = new double[contestants];
        growth = 1 / (1 - 1 / memory);
        this.lead = lead;
        this.costFactor = costFactor;
    }

    int leader() {
        return leader;
    }

    /** The score of one as a share of the leader's, 0 to about 1; 1 where nobody has any. */
    double standing(int contestant) {
        return scores[leader] == 0 ? 1 : scores[contestant] / scores[leader];
    }

    void hit(int contestant) {
        scores[contestant] += credit;
    }

    /** The cache itself had a hit. */
    void ownHit() {
        own += credit;
    }

    /** A request is over; tells whether the leader changed. */
    boolean next() {
        credit *= growth;
        if (credit > TOO_MUCH_CREDIT) {
            scaleDown();
        }
        int best = leader;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        double cost = costFactor == 0 ? 0 : costFactor * Math.max(0, scores[leader] - own);
        if (best == leader || scores[best] <= scores[leader] * lead + cost) {
            return false;
        }
        leader = best;
        own = scores[best];
        return true;
    }

    private void scaleDown() {
        own /= credit;
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= credit;
        }
        credit = 1;
    }

    /** Forgets all scores; the leader stays. */
    void clear() {
        Arrays.fill(scores, 0);
        own = 0;
        credit = 1;
    }
}
