/**
 * What was observed of a JVM, as plain facts with no judgement in them.
 *
 * <p>A {@link dev.cistern.lab.recording.Recording} is a list of sessions. In each the profiler sampled allocations at
 * one byte interval and, at the session's end, told which of its samples were still reachable. Sessions are grouped
 * into windows of equal length, the unit of repetition for all intervals. Beside them stand the collections of the
 * target and the exact number of bytes its threads allocated, to which the samples are calibrated.
 */
@NullMarked
package dev.cistern.lab.recording;

import org.jspecify.annotations.NullMarked;
