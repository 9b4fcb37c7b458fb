package dev.cistern.experiments.truth;

/** A kibibyte that somebody locks. */
final class Ticket extends Kibibyte {
    long number;

    void reset() {
        number = 0;
    }
}
