package dev.cistern.experiments.truth;

import org.jspecify.annotations.Nullable;

/** A link of a chain, 24 bytes with compressed references; mutable, so that only its cost speaks against a pool. */
final class Node {
    long value;

    @Nullable
    Node next;

    Node(long value, @Nullable Node next) {
        this.value = value;
        this.next = next;
    }
}
