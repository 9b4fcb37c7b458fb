package dev.cistern.experiments.truth;

import org.jspecify.annotations.Nullable;

/** A link of a chain, 24 bytes with compressed references. */
final class Node {
    final long value;
    final @Nullable Node next;

    Node(long value, @Nullable Node next) {
        this.value = value;
        this.next = next;
    }
}
