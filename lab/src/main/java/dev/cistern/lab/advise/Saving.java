package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;

/**
 * What pooling one site would save and what it would cost.
 *
 * @param bytesPerSecond allocation avoided, bytes a second
 * @param gcCpuPerSecond CPU time of collection avoided, nanoseconds a second
 * @param mutatorPerSecond CPU time avoided in the program's own threads, nanoseconds a second; negative when it costs
 * @param retainedBytes the price: bytes the pool would keep
 */
public record Saving(
        Estimate bytesPerSecond, Estimate gcCpuPerSecond, Estimate mutatorPerSecond, double retainedBytes) {}
