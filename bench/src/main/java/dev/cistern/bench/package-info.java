/** The command that runs a benchmark suite. */
@NullMarked
package dev.cistern.bench;

import org.jspecify.annotations.NullMarked;
