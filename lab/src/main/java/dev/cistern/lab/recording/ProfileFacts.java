package dev.cistern.lab.recording;

import java.util.List;
import java.util.Map;

/**
 * What is known of a profile beside its stacks.
 *
 * @param target what was profiled
 * @param engine the label of the engine that sampled
 * @param unit what the weights count
 * @param startEpochNanos when it began, nanoseconds since the epoch
 * @param seconds how long it lasted
 * @param samples how many samples it has
 * @param dropped how many more were left out because their weight is known to be wrong
 * @param factor by which every weight given to the sink is to be multiplied
 * @param sampledTotal the sum of the weights before that
 * @param exactTotal what the JVM counted over the same stretch; NaN where it did not tell
 * @param present the number of samples of each kind that the source has
 * @param partial whether it ended early or could not be read to its end
 * @param notes what the reader must know of how it was made, each a sentence
 */
public record ProfileFacts(
        TargetFacts target,
        String engine,
        ProfileUnit unit,
        long startEpochNanos,
        double seconds,
        long samples,
        int dropped,
        double factor,
        double sampledTotal,
        double exactTotal,
        Map<ProfileKind, Long> present,
        boolean partial,
        List<String> notes) {}
