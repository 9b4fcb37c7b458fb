/**
 * The demo service: a small web service with its own load, for a first look at what Cistern says of a running JVM.
 *
 * <p>It is written as such services are, with no pool anywhere: some of its allocation sites would gain from one, more
 * of them would not.
 */
@NullMarked
package dev.cistern.experiments.demo;

import org.jspecify.annotations.NullMarked;
