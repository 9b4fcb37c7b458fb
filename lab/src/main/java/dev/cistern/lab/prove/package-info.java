/** Before and after a change: where operations are counted, recorded runs, and the gate that compares them. */
@NullMarked
package dev.cistern.lab.prove;

import org.jspecify.annotations.NullMarked;
