package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import org.jspecify.annotations.Nullable;

/** Stands in the slots of a table whose nodes have moved to a larger one. */
final class Forward extends Node {
    final @Nullable Node[] table;

    Forward(@Nullable Node[] table) {
        super(null, NodeTable.LAST_HASH, null);
        this.table = table;
    }
}
