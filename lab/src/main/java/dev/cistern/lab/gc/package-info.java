/**
 * Whether reuse pays, seen from the heap: how much is allocated, how much of the committed heap lies idle, and how both
 * change; from a running JVM, its recordings or its collection log.
 */
@NullMarked
package dev.cistern.lab.gc;

import org.jspecify.annotations.NullMarked;
