package dev.cistern.simulator;

import java.util.ArrayList;
import java.util.List;

/** The cache sizes of a simulation, as they are written and as they are chosen where none are. */
public final class Sizes {
    private static final int USUAL_COUNT = 8;

    private Sizes() {}

    /**
     * Sizes as a user writes them.
     *
     * @param text such as {@code 1000,10k,1m}
     * @return the sizes in this order
     * @throws TraceException if one is not a number from 1 to 2³⁰
     */
    public static List<Integer> parse(String text) {
        List<Integer> sizes = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Settings settings = new Settings("sizes:" + word.strip(), "size");
            sizes.add(settings.count("size", 0, 1, 1 << 30));
            settings.refuseUnknown();
        }
        return sizes;
    }

    /**
     * Sizes that show the bend of a trace's curve: from a 256th of its keys to half of them, each double the one before.
     *
     * @param trace the trace
     * @return some sizes, ascending
     */
    public static List<Integer> usual(Trace trace) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = USUAL_COUNT; i >= 1; i--) {
            int size = Math.max(1, trace.distinct() >> i);
            if (sizes.isEmpty() || size > sizes.getLast()) {
                sizes.add(size);
            }
        }
        return sizes;
    }
}
