/** Replays traces through policies and caches. */
@NullMarked
package dev.cistern.simulator;

import org.jspecify.annotations.NullMarked;
