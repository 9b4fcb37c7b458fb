package dev.cistern.lab.flame;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.statistics.Distributions;
import org.jspecify.annotations.Nullable;

/** Writes weights for people. */
final class Weights {
    /** The normal quantile of 95 %. */
    private static final double Z = Distributions.normalQuantile(0.975);

    private Weights() {}

    static String text(double weight, ProfileUnit unit) {
        return switch (unit) {
            case BYTES -> Figures.bytes(weight);
            case NANOSECONDS -> Figures.duration(weight / 1e9);
            case SAMPLES -> Figures.count(Math.round(weight));
        };
    }

    /** A difference with its sign. */
    static String change(double difference, ProfileUnit unit) {
        String size = text(Math.abs(difference), unit);
        return difference < 0 ? "−" + size : "+" + size;
    }

    /** What a second of a profile has of it, such as {@code 210 MB/s}; empty where that says nothing. */
    static String rate(Profile profile) {
        Profile.Facts facts = profile.facts();
        if (facts.seconds() <= 0
                || facts.unit() == ProfileUnit.SAMPLES
                || facts.event().equals("live")) {
            return "";
        }
        double each = profile.total() / facts.seconds();
        if (facts.unit() == ProfileUnit.BYTES) {
            return Figures.byteRate(each);
        }
        return Figures.number(each / 1e9) + (facts.event().equals("cpu") ? " cores" : " threads") + " on average";
    }

    /**
     * Where a site's true weight lies with 95 % certainty, as far as chance and the engine's own preferences go; null where the
     * weights were not calibrated, since then nothing is known of them.
     *
     * <p>The score interval of a Poisson count, the count being that of samples of equal weight that chance would scatter as
     * far; so it holds for few samples too.
     */
    static @Nullable Estimate interval(Profile profile, FrameSums.Sum sum) {
        Profile.Calibration calibration = profile.facts().calibration();
        if (calibration == null || sum.self() <= 0 || sum.squares() <= 0) {
            return null;
        }
        double each = sum.squares() / sum.self();
        double count = sum.self() / each;
        double centre = count + Z * Z / 2;
        double half = Z * Math.sqrt(count + Z * Z / 4);
        return calibration.margin().widen(new Estimate(sum.self(), each * (centre - half), each * (centre + half)));
    }

    /** The ends of an interval against its value, such as {@code −5 +6 %}; empty where there is none. */
    static String deviation(@Nullable Estimate interval) {
        if (interval == null) {
            return "";
        }
        long below = Math.round(100 * (1 - interval.low() / interval.value()));
        long above = Math.round(100 * (interval.high() / interval.value() - 1));
        return below == above ? "±" + above + " %" : "−" + below + " +" + above + " %";
    }

    /** What the profile says in one line. */
    static String headline(Profile profile) {
        Profile.Facts facts = profile.facts();
        String text = text(profile.total(), facts.unit());
        String what = switch (facts.event()) {
            case "alloc" -> text + " allocated";
            case "live" -> text + " still reachable of what was allocated";
            default ->
                facts.unit() == ProfileUnit.SAMPLES
                        ? text + " samples of " + facts.title()
                        : text + " of " + facts.title();
        };
        String time = facts.seconds() > 0 ? " in " + Figures.duration(facts.seconds()) : "";
        String rate = rate(profile);
        return what + time + (rate.isEmpty() ? "" : ", " + rate);
    }
}
