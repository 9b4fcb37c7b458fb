/**
 * The in-process cache.
 *
 * <p>A cache pays where computing or fetching a value again costs more than looking it up, and the same keys come back
 * before they are evicted. Every entry is held by one strong reference; keys must have a stable {@code hashCode} and
 * {@code equals}, neither keys nor values may be null.
 */
@NullMarked
package dev.cistern.cache;

import org.jspecify.annotations.NullMarked;
