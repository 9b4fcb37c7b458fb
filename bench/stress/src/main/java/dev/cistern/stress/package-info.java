/** Long runs in a small heap, on every collector. */
@NullMarked
package dev.cistern.stress;

import org.jspecify.annotations.NullMarked;
