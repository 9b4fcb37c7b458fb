/**
 * The joint matrix: allocated bytes, pauses and resident memory judged together, and the runs that are compared by it.
 *
 * <p>Deterministic code without a clock; what is measured comes from {@code dev.cistern.lab.recording}.
 */
@NullMarked
package dev.cistern.lab.matrix;

import org.jspecify.annotations.NullMarked;
