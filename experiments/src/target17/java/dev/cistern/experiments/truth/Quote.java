package dev.cistern.experiments.truth;

/** An immutable kibibyte that no reset could ever put back. */
final class Quote extends FrozenKibibyte {
    final long seed;
    final long price;

    Quote(long seed, long price) {
        this.seed = seed;
        this.price = price;
    }
}
