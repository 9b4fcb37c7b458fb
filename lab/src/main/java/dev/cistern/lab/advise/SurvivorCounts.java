package dev.cistern.lab.advise;

import dev.cistern.lab.recording.Collection;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's samples that a collection put to the test, and those of them that passed.
 *
 * <p>Algorithm: a sample tells something only if a collection that decides its fate began after it was allocated and ended
 * before its session did. Its age at that moment is the trial, being reachable afterwards the success. Objects
 * are weighted by the inverse of their chance to be sampled, so that trials stand for objects, not bytes.
 */
final class SurvivorCounts {
    /** A stretch in which samples were followed up to the collection that decided their fate. */
    private record Trial(int number, long sinceEpochNanos, long decidedEpochNanos, long stretchEpochNanos) {}

    private final List<Session> sessions;
    private final @Nullable Trial[] trials;
    private final Tally all = new Tally();
    private final Tally old = new Tally();
    private final Tally next = new Tally();
    private final List<Look> looks = new ArrayList<>();
    private int informative;
    private long longest;

    /** Weighted trials and successes, with the squares that tell how many equal ones they are worth. */
    static final class Tally {
        private double trials;
        private double squares;
        private double survivors;
        private int seen;
        private int seenAlive;

        private void add(double weight, boolean survivor) {
            if (survivor) {
                survivors += weight;
                seenAlive++;
            } else {
                trials += weight;
                squares += weight * weight;
                seen++;
            }
        }

        private void add(Tally other) {
            trials += other.trials;
            squares += other.squares;
            survivors += other.survivors;
            seen += other.seen;
            seenAlive += other.seenAlive;
        }

        static Tally sum(List<Tally> tallies) {
            Tally sum = new Tally();
            tallies.forEach(sum::add);
            return sum;
        }

        double trials() {
            return trials;
        }

        double survivors() {
            return survivors;
        }

        int trialsSeen() {
            return seen;
        }

        int survivorsSeen() {
            return seenAlive;
        }

        /** Weighted trials count as the number of equal ones with the same noise. */
        Proportion proportion() {
            if (seen == 0) {
                return new Proportion(0, 0);
            }
            double share = Math.min(1, survivors / trials);
            double worth = trials * trials / squares;
            return new Proportion(share * worth, worth);
        }
    }

    /**
     * What one session saw alive at its last collection.
     *
     * @param exposureSeconds the oldest age it could see
     * @param tally its trials
     */
    record Look(double exposureSeconds, Tally tally) {
        double trialsPerSecond() {
            return tally.trials() / exposureSeconds;
        }
    }

    SurvivorCounts(Site site, List<Session> sessions, GcActivity gc) {
        this.sessions = sessions;
        trials = new Trial[sessions.size()];
        for (Session session : sessions) {
            Session.Survivors survivors = session.survivors();
            if (survivors.tracked()
                    && survivors.complete()
                    && survivors.decidedEpochNanos() > survivors.sinceEpochNanos()) {
                open(session, gc);
            }
        }
        for (Site.Taken taken : site.samples()) {
            count(taken.session(), taken.sample().epochNanos(), taken.sample().sizeBytes(), false);
        }
        for (Site.Kept kept : site.survivors()) {
            count(
                    kept.session(),
                    kept.survivor().allocatedEpochNanos(),
                    kept.survivor().sizeBytes(),
                    true);
        }
    }

    /** The trial covers all parts of the tracked session, whose survivors stand with its last part. */
    private void open(Session last, GcActivity gc) {
        long since = last.survivors().sinceEpochNanos();
        long decided = last.survivors().decidedEpochNanos();
        Collection before = gc.lastWithin(since, decided);
        long stretch = before == null ? Long.MAX_VALUE : before.startEpochNanos();
        Trial trial = new Trial(informative++, since, decided, stretch);
        for (int number = 0; number < sessions.size(); number++) {
            Session part = sessions.get(number);
            if (part.startEpochNanos() >= since && part.endEpochNanos() <= last.endEpochNanos()) {
                trials[number] = trial;
            }
        }
        looks.add(new Look((decided - since) / 1e9, new Tally()));
        longest = Math.max(longest, decided - since);
    }

    private void count(int session, long allocated, long sizeBytes, boolean survivor) {
        Trial trial = trials[session];
        if (trial == null || allocated < trial.sinceEpochNanos() || allocated >= trial.decidedEpochNanos()) {
            return;
        }
        double weight = weight(sizeBytes, session);
        looks.get(trial.number()).tally().add(weight, survivor);
        all.add(weight, survivor);
        if (trial.decidedEpochNanos() - allocated >= longest / 2) {
            old.add(weight, survivor);
        }
        if (allocated >= trial.stretchEpochNanos()) {
            next.add(weight, survivor);
        }
    }

    private double weight(long sizeBytes, int session) {
        double chance = Rates.samplingChance(sizeBytes, sessions.get(session).intervalBytes());
        return chance > 0 ? 1 / chance : 1;
    }

    /** {@return the sessions that told something} */
    int informative() {
        return informative;
    }

    /** {@return the looks at what is alive, one at the end of each session that told something} */
    List<Look> looks() {
        return looks;
    }

    Tally all() {
        return all;
    }

    /** {@return only those older than half the longest age seen: whether lives go beyond what was seen} */
    Tally old() {
        return old;
    }

    /** {@return only those that the next collection after their allocation put to the test} */
    Tally next() {
        return next;
    }
}
