/**
 * The five applicability boundaries as experiments that anybody can run: each measures on this machine what the
 * specification claims and says what was expected and what was seen, also where the two differ.
 */
@NullMarked
package dev.cistern.experiments.boundaries;

import org.jspecify.annotations.NullMarked;
