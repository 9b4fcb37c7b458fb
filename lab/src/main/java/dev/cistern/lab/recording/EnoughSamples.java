package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import java.util.Optional;

/** Tells whether a recording has so few samples that no site in it could get a verdict. */
final class EnoughSamples {
    /** A site needs this many for a verdict, so fewer in all decide nothing. */
    private static final int FEWEST = 100;

    private EnoughSamples() {}

    /** What is wrong with the recording, if there are too few. */
    static Optional<String> shortage(Recording recording, String what) {
        int samples = recording.sessions().stream()
                .mapToInt(session -> session.samples().size())
                .sum();
        return samples >= FEWEST
                ? Optional.empty()
                : Optional.of("only " + samples + " allocations of " + what + " were sampled in "
                        + Math.round(recording.seconds()) + " s, and a verdict needs " + FEWEST);
    }

    /** The recording, if it has enough. */
    static Recording of(Recording recording, String what, String remedy) {
        shortage(recording, what).ifPresent(shortage -> {
            throw new LabException.NoConclusion(shortage + "; " + remedy);
        });
        return recording;
    }
}
