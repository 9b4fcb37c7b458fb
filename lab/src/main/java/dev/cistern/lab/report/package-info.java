/**
 * Shows what an instrument concluded: in the terminal, as JSON for programs, and as one self-contained HTML page.
 *
 * <p>Every name that comes from a target passes through one door before it is shown, so that nothing a target is called
 * can act as markup or as a control sequence.
 */
@NullMarked
package dev.cistern.lab.report;

import org.jspecify.annotations.NullMarked;
