/** What the cost side of advise is measured with: the pool of this project. */
@NullMarked
package dev.cistern.experiments.cost;

import org.jspecify.annotations.NullMarked;
