/**
 * The in-process cache.
 *
 * <p>A cache pays where computing or fetching a value again costs more than looking it up, and the same keys come back
 * before they are evicted. Every entry is held by one strong reference; keys must have a stable {@code hashCode} and
 * {@code equals}, neither keys nor values may be null.
 *
 * <p>A {@link Cache} computes what is missing where it is asked for; a {@link LoadingCache} knows where values come from; an
 * {@link AsyncCache} gives futures; a {@link SerializedCache} keeps values as bytes. {@link CachePolicy} looks into a cache and changes
 * its settings while it runs, {@link WriteBehind} brings its changes to a store.
 */
@NullMarked
package dev.cistern.cache;

import org.jspecify.annotations.NullMarked;
