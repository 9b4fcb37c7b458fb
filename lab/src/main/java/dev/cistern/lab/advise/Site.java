package dev.cistern.lab.advise;

import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.SurvivorSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One allocation site and everything that was seen of it: an allocated class with the call path up to its owner. */
final class Site {
    /** A sample and the number of the session that took it. */
    record Taken(AllocationSample sample, int session) {}

    /** A survivor and the number of the session that saw it. */
    record Kept(SurvivorSample survivor, int session) {}

    private final String className;
    private final List<Taken> samples = new ArrayList<>();
    private final List<Kept> survivors = new ArrayList<>();
    private final Map<List<Frame>, Integer> paths = new HashMap<>();
    private final int attributed;

    /**
     * @param className the allocated class
     * @param attributed the index, in each of its paths, of the frame that the site belongs to
     */
    Site(String className, int attributed) {
        this.className = className;
        this.attributed = attributed;
    }

    void add(AllocationSample sample, int session) {
        samples.add(new Taken(sample, session));
        paths.merge(sample.path(), 1, Integer::sum);
    }

    void add(SurvivorSample survivor, int session) {
        survivors.add(new Kept(survivor, session));
    }

    String className() {
        return className;
    }

    List<Taken> samples() {
        return samples;
    }

    List<Kept> survivors() {
        return survivors;
    }

    /** {@return the call path seen most often; of equally frequent ones the first in the order of their text} */
    List<Frame> path() {
        return paths.entrySet().stream()
                .max(Comparator.<Map.Entry<List<Frame>, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparing(entry -> entry.getKey().toString()))
                .orElseThrow()
                .getKey();
    }

    /** {@return the part of the path from the allocation up to the frame that the site belongs to} */
    List<Frame> ownPath() {
        return path().subList(0, attributed + 1);
    }

    Frame attributedFrame() {
        return path().get(attributed);
    }

    List<String> threads() {
        return samples.stream()
                .map(taken -> ReadableNames.ofThread(taken.sample().thread()))
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return how many different threads were seen allocating here} */
    int threadCount() {
        return (int) samples.stream()
                .map(taken -> taken.sample().thread())
                .distinct()
                .count();
    }
}
