/** The cache against the other libraries' caches: throughput in Caffeine's own shape, and bytes an entry. */
@NullMarked
package dev.cistern.bench.cache;

import org.jspecify.annotations.NullMarked;
