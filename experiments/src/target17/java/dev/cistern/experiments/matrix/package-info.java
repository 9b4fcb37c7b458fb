/** A program whose bytes an operation, pauses and growth of memory are set. */
@NullMarked
package dev.cistern.experiments.matrix;

import org.jspecify.annotations.NullMarked;
