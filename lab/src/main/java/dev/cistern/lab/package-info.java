/** The words that all instruments share: verdicts, boundaries, estimates and the failures a user can act on. */
@NullMarked
package dev.cistern.lab;

import org.jspecify.annotations.NullMarked;
