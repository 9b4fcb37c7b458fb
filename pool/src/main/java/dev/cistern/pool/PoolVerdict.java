package dev.cistern.pool;

import java.util.OptionalDouble;

/** Whether pooling pays, and on what evidence. */
public sealed interface PoolVerdict {
    /** {@return what was measured} */
    PoolEvidence evidence();

    /** {@return one sentence that says why} */
    String reason();

    /**
     * Pooling saves more than it costs.
     *
     * @param evidence what was measured
     * @param savedNanosPerAcquire what one acquire and release saves against creating
     * @param reason one sentence that says why
     */
    record Pays(PoolEvidence evidence, double savedNanosPerAcquire, String reason) implements PoolVerdict {}

    /**
     * Pooling does not pay: take the pool out.
     *
     * @param evidence what was measured
     * @param harm whether the pool costs more than it saves, rather than just nothing worth having
     * @param reason one sentence that says why
     */
    record DoesNotPay(PoolEvidence evidence, boolean harm, String reason) implements PoolVerdict {}

    /**
     * There is not enough evidence.
     *
     * @param evidence what was measured so far
     * @param reason what is missing
     */
    record Undecided(PoolEvidence evidence, String reason) implements PoolVerdict {}

    /**
     * What was measured; times are medians of sampled calls, with the cost of taking the time subtracted.
     *
     * @param acquires acquires so far
     * @param hitRatio hits ÷ acquires
     * @param reuse hits ÷ acquires within the last GC cycle; empty if no acquire fell in it
     * @param createNanos nanoseconds of {@code create}; empty without samples
     * @param resetNanos nanoseconds of {@code reset}; empty without samples
     * @param leaseP99Nanos 99th percentile of the time between acquire and release in nanoseconds; empty without samples
     * @param createBytes bytes that one {@code create} allocates; empty where the JVM does not tell
     * @param bytesSaved bytes that hits did not allocate; empty where the JVM does not tell
     * @param createSamples timed calls of {@code create}
     * @param leaseSamples timed leases
     */
    record PoolEvidence(
            long acquires,
            double hitRatio,
            OptionalDouble reuse,
            OptionalDouble createNanos,
            OptionalDouble resetNanos,
            OptionalDouble leaseP99Nanos,
            OptionalDouble createBytes,
            OptionalDouble bytesSaved,
            long createSamples,
            long leaseSamples) {}
}
