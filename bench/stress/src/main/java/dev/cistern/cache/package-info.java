/** Races on the cache's table and its hot layer; in the cache's package, since they go through its parts. */
@NullMarked
package dev.cistern.cache;

import org.jspecify.annotations.NullMarked;
