package dev.cistern.experiments.truth;

/** A small mutable argument; it would not be allocated at all if its receiver could be inlined. */
final class Reading {
    long value;
    long weight;

    void set(long newValue, long newWeight) {
        value = newValue;
        weight = newWeight;
    }
}
