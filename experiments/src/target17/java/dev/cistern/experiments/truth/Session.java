package dev.cistern.experiments.truth;

/** Something with an owner that lives for seconds: a kibibyte of state. */
final class Session extends Kibibyte {
    long id;
    long openedNanos;

    void reset() {
        id = 0;
        openedNanos = 0;
    }
}
