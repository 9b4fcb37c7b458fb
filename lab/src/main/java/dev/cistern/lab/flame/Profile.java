package dev.cistern.lab.flame;

import dev.cistern.lab.advise.ModelMargin;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.recording.TargetFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile: weighed stacks and what is known of how they came about. Not thread-safe while it is being made, and not
 * changed afterwards.
 */
public final class Profile {
    /** Nothing is known of the target. */
    static final TargetFacts UNKNOWN_TARGET = new TargetFacts(0, "", "", 0, "", 0, List.of(), "", List.of());

    private final CallTree tree;
    private final Facts facts;

    Profile(CallTree tree, Facts facts) {
        this.tree = tree;
        this.facts = facts;
    }

    /**
     * What is known of a profile beside its stacks.
     *
     * @param event what the weights are of, {@code alloc}, or the name that its file gives
     * @param title the same in words
     * @param unit what the weights count
     * @param source where it comes from: a file's name or an engine
     * @param engine the engine that sampled it; empty where unknown
     * @param target what was profiled
     * @param startEpochNanos when it began, nanoseconds since the epoch; 0 where unknown
     * @param seconds how long it lasted; 0 where unknown
     * @param calibration how the weights were brought to what the JVM counted; null where they were not
     * @param dropped how many samples were left out because their weight is known to be wrong
     * @param comparison what the profile that it is compared with was; null where there is none
     * @param partial whether it ended early
     * @param notes what the reader must know, each a sentence
     */
    public record Facts(
            String event,
            String title,
            ProfileUnit unit,
            String source,
            String engine,
            TargetFacts target,
            long startEpochNanos,
            double seconds,
            @Nullable Calibration calibration,
            int dropped,
            @Nullable Comparison comparison,
            boolean partial,
            List<String> notes) {
        Facts cutShort() {
            return with(comparison, true, notes);
        }

        Facts withNotes(List<String> all) {
            return with(comparison, partial, List.copyOf(all));
        }

        Facts compared(Comparison with) {
            return with(with, partial, notes);
        }

        private Facts with(@Nullable Comparison compared, boolean cut, List<String> noted) {
            return new Facts(
                    event,
                    title,
                    unit,
                    source,
                    engine,
                    target,
                    startEpochNanos,
                    seconds,
                    calibration,
                    dropped,
                    compared,
                    cut,
                    noted);
        }
    }

    /**
     * How the weights were brought to what the JVM counted.
     *
     * @param sampled what the samples said together
     * @param exact what the JVM counted over the same time, in the same unit
     * @param margin how wrong one site can be beyond the noise of sampling
     */
    public record Calibration(double sampled, double exact, ModelMargin margin) {}

    /**
     * The profile that this one is compared with.
     *
     * @param source where that one comes from
     * @param scale by what its weights were multiplied
     * @param scaling why, in words
     */
    public record Comparison(String source, double scale, String scaling) {}

    CallTree tree() {
        return tree;
    }

    /** {@return what is known of it beside its stacks} */
    public Facts facts() {
        return facts;
    }

    /** {@return the sum of all weights} */
    public double total() {
        return tree.total();
    }

    /** {@return the number of samples; 0 where the source gives only weights} */
    public long samples() {
        return tree.sampleCount();
    }

    /** {@return whether there is nothing in it} */
    public boolean isEmpty() {
        return tree.stackCount() == 0;
    }

    /** What a kind of profile is called in words, for kinds that only have the name a file gives them. */
    static String title(String event) {
        for (ProfileKind kind : ProfileKind.values()) {
            if (kind.label().equals(event)) {
                return kind.title();
            }
        }
        return event;
    }
}
