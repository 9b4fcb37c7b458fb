package dev.cistern.lab.recording;

/**
 * How fast a target works, as far as is known while it is observed.
 *
 * @param bytesPerSecond allocated bytes a second
 * @param collectionSeconds mean time between collections, or the longest time without one where there were none
 * @param survivingShare the share of the sampled objects that outlive a session
 */
record TargetPace(double bytesPerSecond, double collectionSeconds, double survivingShare) {}
