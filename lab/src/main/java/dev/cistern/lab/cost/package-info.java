/**
 * What allocating, clearing and pooling an object costs on this machine, by its size.
 *
 * <p>{@link dev.cistern.lab.cost.CostModel} holds the constants; {@link dev.cistern.lab.cost.CostProbe} measures them
 * once in a JVM of its own and keeps them with a fingerprint of the machine.
 */
@NullMarked
package dev.cistern.lab.cost;

import org.jspecify.annotations.NullMarked;
