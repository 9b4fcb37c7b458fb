/**
 * Tests from outside: code that uses a pool as a user's would, by its exported types only, from a package whose frames
 * the reports show.
 */
@NullMarked
package dev.cistern.pool.usage;

import org.jspecify.annotations.NullMarked;
