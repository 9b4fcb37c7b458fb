package dev.cistern.experiments.truth;

/** A kibibyte that one thread fills and another reads. */
final class Message extends Kibibyte {
    long number;
    long sentNanos;

    void reset() {
        number = 0;
        sentNanos = 0;
    }
}
