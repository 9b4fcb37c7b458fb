/** Runs a suite in forked JVMs, the contenders in turn, and prints one table of it. */
@NullMarked
package dev.cistern.bench.harness;

import org.jspecify.annotations.NullMarked;
