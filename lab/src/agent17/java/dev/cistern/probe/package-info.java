/**
 * The agent of {@code cistern advise --probe}: what runs within the JVM that is looked at.
 *
 * <p>It is compiled for release 17, depends on nothing but the JDK and is laid down as a jar of its own by the tool. Two
 * small classes stay in the target once it was probed, {@link dev.cistern.probe.ProbeAgent} and
 * {@link dev.cistern.probe.Gate}, since nothing can unload what an agent brought along; all else is loaded apart and goes
 * with the probe.
 */
@NullMarked
package dev.cistern.probe;

import org.jspecify.annotations.NullMarked;
