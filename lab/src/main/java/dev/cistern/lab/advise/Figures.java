package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import java.util.Locale;

/** Figures as sentences show them: three significant digits, a unit, the interval in brackets. */
final class Figures {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};

    private Figures() {}

    static String bytes(double bytes) {
        return scaled(bytes, BYTES);
    }

    static String count(double count) {
        return scaled(count, new String[] {"", "k", "M", "G"}).stripTrailing();
    }

    static String seconds(double seconds) {
        if (seconds == 0) {
            return "0 ms";
        }
        return scaled(seconds * 1e9, TIMES);
    }

    static String nanos(double nanos) {
        return scaled(nanos, TIMES);
    }

    static String percent(double share) {
        return digits(share * 100) + " %";
    }

    static String seconds(Estimate life) {
        if (Double.isInfinite(life.high())) {
            return "more than " + seconds(life.low());
        }
        return life.value() == 0
                ? "below " + seconds(life.high())
                : seconds(life.value()) + " (" + seconds(life.low()) + " to " + seconds(life.high()) + ")";
    }

    static String percent(Estimate share) {
        return percent(share.value()) + " (" + percent(share.low()) + " to " + percent(share.high()) + ")";
    }

    private static String scaled(double value, String[] units) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return digits(scaled) + " " + units[unit];
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinitely many" : "minus infinitely many";
        }
        String format = size >= 99.5 || size == 0 ? "%,.0f" : size >= 9.95 ? "%.0f" : size >= 0.995 ? "%.1f" : "%.2g";
        return size > 0 && size < 0.995
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString()
                : String.format(Locale.ROOT, format, value);
    }
}
