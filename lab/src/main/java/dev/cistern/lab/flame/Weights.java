package dev.cistern.lab.flame;

import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.shell.Figures;

/** Writes weights for people. */
final class Weights {
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
