package dev.cistern.lab.shell;

import dev.cistern.lab.Estimate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes measured figures for people: three digits, decimal units, the interval in the unit of its value. */
public final class Figures {
    private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.?0+$");
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P"};

    private Figures() {}

    /** {@return bytes a second, {@code 58.4 MB/s}} */
    public static String byteRate(double bytesPerSecond) {
        return bytes(bytesPerSecond) + "/s";
    }

    /** {@return bytes a second with their interval, {@code 58.4 MB/s (55.1–61.0)}} */
    public static String byteRate(Estimate estimate) {
        int power = power(estimate.value());
        return byteRate(estimate.value()) + interval(estimate, Math.pow(1000, power));
    }

    /** {@return a number of bytes, {@code 2.10 MB}} */
    public static String bytes(double bytes) {
        int power = power(bytes);
        return digits(bytes / Math.pow(1000, power)) + " " + DECIMAL[power] + "B";
    }

    /** {@return objects a second with their interval, {@code 20.1 k/s (19.5–20.6)}} */
    public static String objectRate(Estimate estimate) {
        int power = power(estimate.value());
        double unit = Math.pow(1000, power);
        String prefix = DECIMAL[power].isEmpty() ? "" : " " + DECIMAL[power];
        return digits(estimate.value() / unit) + prefix + "/s" + interval(estimate, unit);
    }

    /** {@return a share as per cent, {@code 31.2 %}} */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return "<0.1 %";
        }
        return format(percent >= 99.95 ? 0 : 1, percent) + " %";
    }

    /** {@return a share with its interval, {@code 31.2 % (29.8–32.5)}} */
    public static String percent(Estimate share) {
        return percent(share.value()) + percentInterval(share);
    }

    /** {@return a length of time, {@code 45 µs}, {@code 30.1 ms}, {@code 1.8 s} or {@code 12 min}} */
    public static String duration(double seconds) {
        double size = Math.abs(seconds);
        if (size >= 600) {
            return short3(seconds / 60) + " min";
        }
        if (size >= 0.9995 || size == 0) {
            return short3(seconds) + " s";
        }
        return size >= 0.9995e-3 ? short3(seconds * 1e3) + " ms" : short3(seconds * 1e6) + " µs";
    }

    /** {@return a life span: its value, or the bound that is known where the value says nothing} */
    public static String life(@Nullable Estimate seconds) {
        if (seconds == null) {
            return "?";
        }
        if (Double.isInfinite(seconds.high())) {
            return ">" + duration(seconds.low());
        }
        return seconds.low() == 0 ? "<" + duration(seconds.high()) : duration(seconds.value());
    }

    /** {@return a life span with its interval, in words where only one end is known} */
    public static String lifeWithInterval(@Nullable Estimate seconds) {
        if (seconds == null) {
            return "unknown";
        }
        if (Double.isInfinite(seconds.high())) {
            return "more than " + duration(seconds.low());
        }
        if (seconds.low() == 0) {
            return "less than " + duration(seconds.high());
        }
        return duration(seconds.value()) + " (" + duration(seconds.low()) + "–" + duration(seconds.high()) + ")";
    }

    /** {@return CPU time as a share of one core with its interval, from nanoseconds a second} */
    public static String ofOneCore(Estimate nanosPerSecond) {
        Estimate share =
                new Estimate(nanosPerSecond.value() / 1e9, nanosPerSecond.low() / 1e9, nanosPerSecond.high() / 1e9);
        return percent(share.value()) + " of a core" + percentInterval(share);
    }

    /** {@return a count with its thousands set apart, {@code 61,204}} */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@return a plain number with three digits and a prefix, {@code 1.25 M}} */
    public static String number(double value) {
        int power = power(value);
        return digits(value / Math.pow(1000, power)) + (power == 0 ? "" : " " + DECIMAL[power]);
    }

    private static String percentInterval(Estimate share) {
        if (share.low() == share.high()) {
            return "";
        }
        return " (" + format(1, share.low() * 100) + (share.low() < 0 ? " to " : "–") + format(1, share.high() * 100)
                + ")";
    }

    private static String interval(Estimate estimate, double unit) {
        if (estimate.low() == estimate.high()) {
            return "";
        }
        String high = Double.isInfinite(estimate.high()) ? "∞" : digits(estimate.high() / unit);
        return " (" + digits(estimate.low() / unit) + "–" + high + ")";
    }

    /** Three digits, and no decimals that a whole number does not have. */
    private static String digits(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return format(0, value);
        }
        return format(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2, value);
    }

    /** Three digits without trailing zeros. */
    private static String short3(double value) {
        String digits = digits(value);
        return digits.indexOf('.') < 0 ? digits : TRAILING_ZEROS.matcher(digits).replaceFirst("");
    }

    private static String format(int decimals, double value) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.replace('-', '−');
    }

    private static int power(double value) {
        int power = 0;
        for (double rest = Math.abs(value); rest >= 999.5 && power < DECIMAL.length - 1; rest /= 1000) {
            power++;
        }
        return power;
    }
}
