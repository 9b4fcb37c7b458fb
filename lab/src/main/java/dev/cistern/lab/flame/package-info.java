/**
 * Profiles as flame graphs: who spends time and memory, and how much of it in pools and caches.
 *
 * <p>{@link dev.cistern.lab.flame.ProfileFiles} reads profiles, {@link dev.cistern.lab.flame.ProfileRecorder} makes them of a
 * running JVM, {@link dev.cistern.lab.flame.Comparisons} lays one over another, {@link dev.cistern.lab.flame.Lens} finds the
 * pools and caches in one, and {@link dev.cistern.lab.flame.FlameReports} and {@link dev.cistern.lab.flame.Exports} show and
 * write it.
 */
@NullMarked
package dev.cistern.lab.flame;

import org.jspecify.annotations.NullMarked;
