/**
 * What the class files of a target tell of an object: whether it can be reset, whether it leaves the method that made it,
 * what depends on it.
 *
 * <p>Class files are read from where the target's class path and module image lie, never from the target itself. A class
 * that is not found there, since it was made at run time, leaves its boundary open. Where an object goes is found by
 * abstract interpretation of the allocating method and of the methods it is passed to: only calls whose target is certain
 * are followed, all others count as unknown, so that {@code PASS} is never a guess.
 */
@NullMarked
package dev.cistern.lab.classes;

import org.jspecify.annotations.NullMarked;
