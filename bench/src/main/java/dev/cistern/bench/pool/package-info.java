/** The pools that are compared, ours among them, and what is done with them. */
@NullMarked
package dev.cistern.bench.pool;

import org.jspecify.annotations.NullMarked;
