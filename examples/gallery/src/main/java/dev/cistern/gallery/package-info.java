/** Real programs from Maven Central under a steady load, one main class each, for {@code cistern advise} to look at. */
@NullMarked
package dev.cistern.gallery;

import org.jspecify.annotations.NullMarked;
