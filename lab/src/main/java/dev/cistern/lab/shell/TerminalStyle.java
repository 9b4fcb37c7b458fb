package dev.cistern.lab.shell;

/**
 * How a report is laid out in a terminal.
 *
 * @param colour whether to colour with ANSI sequences
 * @param unicode whether the output can show more than ASCII; the widths are the same either way
 * @param verdictsOnly whether to leave out all but the first table
 * @param top how many rows of a table to show at most, at least 1
 */
public record TerminalStyle(boolean colour, boolean unicode, boolean verdictsOnly, int top) {
    /** How many rows a report shows where the user does not say. */
    public static final int DEFAULT_TOP = 20;

    /** No colour, Unicode, details: what a file or a test gets. */
    public static final TerminalStyle PLAIN = new TerminalStyle(false, true, false, DEFAULT_TOP);

    /**
     * Checks the number of rows.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public TerminalStyle {
        if (top < 1) {
            throw new IllegalArgumentException("top must be at least 1, but was " + top);
        }
    }
}
