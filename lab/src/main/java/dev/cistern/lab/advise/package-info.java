/**
 * Judges each allocation site of a recording against the five applicability boundaries.
 *
 * <p>{@link dev.cistern.lab.advise.Advice} is the whole answer, {@link dev.cistern.lab.advise.SiteAdvice} the answer for
 * one site. Everything here is deterministic: the same recording gives the same advice.
 */
@NullMarked
package dev.cistern.lab.advise;

import org.jspecify.annotations.NullMarked;
