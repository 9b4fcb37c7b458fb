package dev.cistern.lab.gc;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a unified log, taken apart: its times, its tags, the number of its collection and the rest.
 *
 * <p>One object reads all lines of a file, since there may be ten million. The form is that of JEP 158: decorations in
 * brackets, of which the tags are the last, then the text.
 */
final class LogLine {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HHMM", "Z")
            .toFormatter();
    /** Above this many milliseconds it is the time of day, not the uptime of a JVM, which would be 30 years. */
    private static final long WALL_MILLIS = 1_000_000_000_000L;

    private static final long UNKNOWN = -1;

    private long uptimeNanos;
    private long wallNanos;
    private int id;
    private String tags = "";
    private String text = "";

    /** Takes a line apart; false where it is none of a unified log. */
    boolean read(String line) {
        uptimeNanos = UNKNOWN;
        wallNanos = UNKNOWN;
        id = -1;
        tags = "";
        int at = 0;
        while (at < line.length() && line.charAt(at) == '[') {
            int end = line.indexOf(']', at);
            if (end < 0) {
                break;
            }
            decoration(line, at + 1, end);
            at = end + 1;
        }
        if (at == 0) {
            return false;
        }
        text(line, at);
        return true;
    }

    private void text(String line, int at) {
        int from = at < line.length() && line.charAt(at) == ' ' ? at + 1 : at;
        if (line.startsWith("GC(", from)) {
            int close = line.indexOf(')', from);
            long number = close < 0 ? -1 : digits(line, from + 3, close);
            if (number >= 0 && number <= Integer.MAX_VALUE) {
                id = (int) number;
                from = Math.min(line.length(), close + 2);
            }
        }
        text = line.substring(from).strip();
    }

    private void decoration(String line, int from, int to) {
        int end = to;
        while (end > from && line.charAt(end - 1) == ' ') {
            end--;
        }
        if (end == from) {
            return;
        }
        char first = line.charAt(from);
        if (first < '0' || first > '9') {
            tags = line.substring(from, end); // the last one without a digit in front is the tags
        } else if (end - from > 18 && line.charAt(from + 4) == '-' && line.charAt(from + 10) == 'T') {
            wallNanos = time(line.substring(from, end));
        } else {
            number(line, from, end);
        }
    }

    private void number(String line, int from, int end) {
        if (line.startsWith("ms", end - 2)) {
            long millis = digits(line, from, end - 2);
            if (millis >= WALL_MILLIS) {
                wallNanos = millis * 1_000_000;
            } else if (millis >= 0) {
                uptimeNanos = millis * 1_000_000;
            }
        } else if (line.startsWith("ns", end - 2)) {
            long nanos = digits(line, from, end - 2);
            if (nanos >= 0 && nanos < WALL_MILLIS * 1_000_000) {
                uptimeNanos = nanos;
            }
        } else if (line.charAt(end - 1) == 's') {
            double seconds = LogNumbers.decimal(line, from, end - 1);
            if (seconds >= 0) {
                uptimeNanos = Math.round(seconds * 1e9);
            }
        }
    }

    private static long time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text, TIME);
            return time.toEpochSecond() * 1_000_000_000 + time.getNano();
        } catch (DateTimeParseException e) {
            return UNKNOWN;
        }
    }

    private static long digits(String line, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > Long.MAX_VALUE / 10 - 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return to > from ? value : -1;
    }

    /** Nanoseconds since the JVM's start, -1 where the line has none. */
    long uptimeNanos() {
        return uptimeNanos;
    }

    /** Nanoseconds since the epoch, -1 where the line has none. */
    long wallNanos() {
        return wallNanos;
    }

    /** The number of the collection it is about, -1 where about none. */
    int id() {
        return id;
    }

    boolean tagged(String wanted) {
        return tags.equals(wanted);
    }

    String tags() {
        return tags;
    }

    String text() {
        return text;
    }

    /** The text without the generation in front that generational ZGC puts there. */
    String plainText() {
        @Nullable String generation = generation();
        return generation == null ? text : text.substring(3);
    }

    /** Y or O on lines of generational ZGC about one generation, null on others. */
    @Nullable
    String generation() {
        if (text.length() > 3 && text.charAt(1) == ':' && text.charAt(2) == ' ') {
            char letter = Character.toUpperCase(text.charAt(0));
            return letter == 'Y' ? "Y" : letter == 'O' ? "O" : null;
        }
        return null;
    }
}
