/** The few distributions and intervals that the instruments need, deterministic and without a clock. */
@NullMarked
package dev.cistern.lab.statistics;

import org.jspecify.annotations.NullMarked;
