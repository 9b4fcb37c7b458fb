/** The operations of {@code cistern boundaries}, measured by JMH: whether the two agree. */
@NullMarked
package dev.cistern.bench.boundaries;

import org.jspecify.annotations.NullMarked;
