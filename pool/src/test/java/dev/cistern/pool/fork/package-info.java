/** Tests of the pool in JVMs of their own: every collector, every set of modules, JDK 17 beside 25. */
@NullMarked
package dev.cistern.pool.fork;

import org.jspecify.annotations.NullMarked;
