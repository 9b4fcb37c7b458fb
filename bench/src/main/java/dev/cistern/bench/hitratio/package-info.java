/** Hit ratios of Cistern and of the other libraries' caches over the traces of a folder. */
@NullMarked
package dev.cistern.bench.hitratio;

import org.jspecify.annotations.NullMarked;
