/**
 * What to keep and what to give up: single-threaded, deterministic code without a clock, a lock or a thread.
 *
 * <p>The engine calls an {@link dev.cistern.cache.internal.eviction.EvictionPolicy} under the lock of the stripe it
 * belongs to; the simulator calls the very same classes from a plain loop. Not part of the public API.
 */
@NullMarked
package dev.cistern.cache.internal.eviction;

import org.jspecify.annotations.NullMarked;
