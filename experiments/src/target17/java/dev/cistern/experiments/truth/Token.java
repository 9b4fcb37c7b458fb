package dev.cistern.experiments.truth;

/** A kibibyte that somebody keeps a table by. */
final class Token extends Kibibyte {
    long number;

    void reset() {
        number = 0;
    }
}
