/** A service under a steady stream of requests, with caches of several designs in it: misses, latency and pauses together. */
@NullMarked
package dev.cistern.bench.endtoend;

import org.jspecify.annotations.NullMarked;
