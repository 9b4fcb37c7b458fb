package dev.cistern.cache;

import org.jspecify.annotations.Nullable;

/**
 * The form of a value that is not only bytes: a hot one, with its bytes, or one that waits to be encoded. It is what the
 * entry has as its value, so an entry that changed or left does not have it any more; that is its version check.
 */
final class Decoded {
    final Object key;
    final Object value;

    /** Null while the value waits to be encoded. */
    final byte @Nullable [] bytes;

    /** Whether it was read since the hand came by; racy, since it only has to be right mostly. */
    boolean isUsed;

    Decoded(Object key, Object value, byte @Nullable [] bytes) {
        this.key = key;
        this.value = value;
        this.bytes = bytes;
    }
}
