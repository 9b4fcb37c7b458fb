package dev.cistern.lab.gc;

import org.jspecify.annotations.Nullable;

/** The numbers in the text of a log line: durations at its end, and heaps before and after. */
final class LogNumbers {
    private LogNumbers() {}

    /**
     * A heap before and after something.
     *
     * @param before bytes in use before
     * @param after bytes in use after
     * @param committed bytes committed after, NaN where not told
     * @param error the rounding error of one figure, bytes
     * @param at where in the text the figures begin
     */
    record Change(double before, double after, double committed, double error, int at) {}

    /** The change that a text such as {@code Pause Young 24M->1M(98M) 2.345ms} tells of; null where it tells of none. */
    static @Nullable Change change(String text) {
        int arrow = text.indexOf("->");
        if (arrow <= 0) {
            return null;
        }
        int end = arrow;
        if (text.charAt(end - 1) == ')') { // 104M(10%)->32M(3%)
            end = text.lastIndexOf('(', end);
        }
        int begin = end - 1;
        while (begin > 0 && text.charAt(begin - 1) >= '0' && text.charAt(begin - 1) <= '9') {
            begin--;
        }
        int stop = sizeEnd(text, arrow + 2);
        double before = end > 0 ? size(text, begin, end) : -1;
        double after = size(text, arrow + 2, stop);
        if (before < 0 || after < 0) {
            return null;
        }
        return new Change(before, after, committed(text, stop), unit(text.charAt(stop - 1)), begin);
    }

    private static double committed(String text, int open) {
        int close = open < text.length() && text.charAt(open) == '(' ? text.indexOf(')', open) : -1;
        if (close < 0 || text.charAt(close - 1) == '%') {
            return Double.NaN;
        }
        double size = size(text, open + 1, close);
        return size < 0 ? Double.NaN : size;
    }

    private static int sizeEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Bytes from {@code 24M}, -1 where that is no size. */
    static double size(String text, int from, int to) {
        if (to - from < 2 || from < 0) {
            return -1;
        }
        double value = decimal(text, from, to - 1);
        double unit = unit(text.charAt(to - 1));
        return value < 0 || unit < 0 ? -1 : value * unit;
    }

    private static double unit(char letter) {
        return switch (letter) {
            case 'B' -> 1;
            case 'K' -> 1L << 10;
            case 'M' -> 1L << 20;
            case 'G' -> 1L << 30;
            default -> -1;
        };
    }

    /** A decimal number without sign or exponent, -1 where it is none. */
    static double decimal(String text, int from, int to) {
        double value = 0;
        double scale = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' && scale == 0) {
                scale = 1;
            } else if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                scale *= 10;
            } else {
                return -1;
            }
        }
        return to <= from ? -1 : scale > 0 ? value / scale : value;
    }

    /** Nanoseconds from the end of a text, {@code … 2.345ms} or {@code … 0.012s}; -1 where it ends otherwise. */
    static long duration(String text) {
        int end = text.length();
        boolean millis = text.endsWith("ms");
        if (!millis && !text.endsWith("s")) {
            return -1;
        }
        int to = millis ? end - 2 : end - 1;
        double value = decimal(text, text.lastIndexOf(' ', end - 1) + 1, to);
        return value < 0 ? -1 : Math.round(value * (millis ? 1e6 : 1e9));
    }

    /** The text without figures and duration: what a pause is called. */
    static String name(String text, @Nullable Change change) {
        int end = change == null ? text.lastIndexOf(' ') : change.at();
        return end <= 0 ? text : text.substring(0, end).strip();
    }

    /** The figure in one column of a table such as {@code Capacity: 88M (34%) 98M (38%)}, -1 where there is none. */
    static double column(String text, int column) {
        int at = text.indexOf(':') + 1;
        for (int found = 0; at < text.length(); ) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            if (at < text.length() && text.charAt(at) != '(') {
                if (found++ == column) {
                    int paren = text.indexOf('(', at);
                    return size(text, at, paren > 0 && paren < end ? paren : end);
                }
            }
            at = end;
        }
        return -1;
    }
}
