/**
 * Holds the instruments against the known-truth target: starts it, observes it, and compares the advice with what the
 * target counted itself.
 */
@NullMarked
package dev.cistern.experiments.proof;

import org.jspecify.annotations.NullMarked;
