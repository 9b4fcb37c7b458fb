package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;

/** An entry that neither expires nor weighs anything. */
final class PlainNode extends Node {
    PlainNode(Object key, int hash, Object value) {
        super(key, hash, value);
    }
}
