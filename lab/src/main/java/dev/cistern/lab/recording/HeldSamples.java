package dev.cistern.lab.recording;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Holds back the Flight Recorder's allocation samples whose weight is wrong, while a file streams by: of each platform
 * thread the first, of virtual threads the heaviest, as {@link FlightAllocations} does with a recording in memory.
 */
final class HeldSamples {
    /** No machine has more carriers than the samples held of virtual threads. */
    private static final int HEAVIEST = 1024;

    /** Takes what is not held back. */
    interface Taker {
        void take(Sample sample);
    }

    /** A sample: its stack's number, when and on which thread it was taken, and its weight. */
    record Sample(int stack, long epochNanos, long threadId, double bytes) {}

    private final Taker taker;
    private final Map<Long, Sample> firsts = new HashMap<>();
    private final PriorityQueue<Sample> heaviest = new PriorityQueue<>(Comparator.comparingDouble(Sample::bytes));

    HeldSamples(Taker taker) {
        this.taker = taker;
    }

    void onPlatformThread(Sample sample) {
        Sample held = firsts.get(sample.threadId());
        if (held == null) {
            firsts.put(sample.threadId(), sample);
        } else if (sample.epochNanos() < held.epochNanos()) {
            firsts.put(sample.threadId(), sample);
            taker.take(held);
        } else {
            taker.take(sample);
        }
    }

    void onVirtualThread(Sample sample) {
        heaviest.add(sample);
        if (heaviest.size() > HEAVIEST) {
            taker.take(heaviest.remove());
        }
    }

    /**
     * Lets go of those of virtual threads that are light enough.
     *
     * @return how many samples remain dropped
     */
    int finish(int cores) {
        int wrong = Math.min(heaviest.size(), Math.max(1, cores));
        while (heaviest.size() > wrong) {
            taker.take(heaviest.remove());
        }
        return firsts.size() + heaviest.size();
    }
}
