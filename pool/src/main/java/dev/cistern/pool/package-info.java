/**
 * The discardable object pool and what belongs to it.
 *
 * <p>A pool pays only where five boundaries hold: objects are created often and live shortly; they can be reset and
 * nobody keeps them after the release; taking, resetting and giving back costs clearly less than creating; more than
 * 65 % of all acquires are served by reuse within a GC cycle; and nothing depends on which object it is.
 * {@link dev.cistern.pool.ScratchPool#verdict()} tells for a running pool what of this can be measured.
 *
 * <p>System properties: {@code dev.cistern.pool.enabled=false} turns all pooling off (every acquire creates);
 * {@code dev.cistern.pool.safety} sets the {@link dev.cistern.pool.SafetyLevel} of all pools whose builder did not;
 * {@code dev.cistern.pool.chaos} (a seed, or {@code true}) turns on chaos mode for all pools.
 */
@NullMarked
package dev.cistern.pool;

import org.jspecify.annotations.NullMarked;
