/**
 * The known-truth target: a program whose allocation sites, rates and lives are set and counted by itself.
 *
 * <p>It is compiled for release 17 from a source root of its own into a folder of its own, because the JVMs that the
 * instruments look at are older than the instruments: the same classes are started on a JDK 17 and on a JDK 25. It
 * knows nothing of Cistern and is started with that folder alone as its class path. Each site is a class with one
 * allocating method, so a report can be held against it frame by frame.
 */
@NullMarked
package dev.cistern.experiments.truth;

import org.jspecify.annotations.NullMarked;
