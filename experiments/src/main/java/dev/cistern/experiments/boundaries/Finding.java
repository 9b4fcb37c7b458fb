package dev.cistern.experiments.boundaries;

import java.util.List;

/**
 * What one experiment showed.
 *
 * @param boundary its number, 1 to 5
 * @param title the boundary in a few words
 * @param expected what the boundary claims, a sentence
 * @param seen what this machine showed, a sentence
 * @param asExpected whether the two agree
 * @param charts what was measured
 * @param notes what a reader has to know
 */
public record Finding(
        int boundary,
        String title,
        String expected,
        String seen,
        boolean asExpected,
        List<Chart> charts,
        List<String> notes) {

    /**
     * Bars of one unit.
     *
     * @param caption what they show
     * @param unit of their values, such as {@code B/op}
     * @param bars one below the other
     */
    public record Chart(String caption, String unit, List<Bar> bars) {
        /** Copies the bars. */
        public Chart {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One bar.
     *
     * @param label what it stands for
     * @param value its length, not negative
     */
    public record Bar(String label, double value) {}

    /** Copies the lists. */
    public Finding {
        charts = List.copyOf(charts);
        notes = List.copyOf(notes);
    }
}
