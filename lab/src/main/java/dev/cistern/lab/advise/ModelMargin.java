package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.statistics.Measured;

/**
 * How wrong a site's figures can be beyond the noise of sampling, because the engine itself prefers some sites.
 *
 * @param tooHigh by what share of the truth a figure can be read too high
 * @param tooLow by what share of the truth a figure can be read too low
 * @param note what the reader is told of it; empty where it is small
 */
public record ModelMargin(double tooHigh, double tooLow, String note) {
    private static final ModelMargin SMALL = new ModelMargin(0.03, 0.03, "");
    /** JDK 17 was seen to read 64 to 115 % too high at one of several sites; those beside it lose in proportion. */
    private static final ModelMargin OLD_MIXED = new ModelMargin(
            1.15,
            0.15,
            "This JVM is older than 25 and mixes large and small objects: one of its sites can be read up to 115 % too"
                    + " high where the mixture is regular, so all intervals reach down that far.");

    private static final ModelMargin RECORDER = new ModelMargin(
            0.73,
            0.37,
            "Flight Recorder prefers some sites to others in regular code: shares can be read 73 % too high or 37 %"
                    + " too low, and more recording does not help. Intervals carry this margin and verdicts are"
                    + " indicative.");

    private static final int FIRST_SOUND_VERSION = 25;
    private static final long LARGE_BYTES = 4096;
    private static final long SMALL_BYTES = 256;
    private static final double MIXED_SHARE = 0.1;

    static ModelMargin of(Recording recording) {
        int version = recording.target().javaVersion();
        return of(recording.engine(), version, version < FIRST_SOUND_VERSION && mixesSizes(recording));
    }

    /**
     * The margin of an engine on a JVM.
     *
     * @param engine what sampled
     * @param javaVersion the feature version of the JVM; 0 where unknown
     * @param mixesSizes whether the program may allocate many large and many small objects
     * @return the margin
     */
    public static ModelMargin of(Engine engine, int javaVersion, boolean mixesSizes) {
        if (engine == Engine.JFR) {
            return RECORDER;
        }
        return javaVersion < FIRST_SOUND_VERSION && mixesSizes ? OLD_MIXED : SMALL;
    }

    /**
     * An interval made wider by the margin on either side.
     *
     * @param narrow where the figure lies as far as chance goes
     * @return where it lies as far as chance and the engine go
     */
    public Estimate widen(Estimate narrow) {
        return new Estimate(narrow.value(), narrow.low() / (1 + tooHigh), narrow.high() / (1 - tooLow));
    }

    private static boolean mixesSizes(Recording recording) {
        double all = 0;
        double large = 0;
        double small = 0;
        for (Session session : recording.sessions()) {
            for (AllocationSample sample : session.samples()) {
                all += sample.weightBytes();
                large += sample.sizeBytes() >= LARGE_BYTES ? sample.weightBytes() : 0;
                small += sample.sizeBytes() <= SMALL_BYTES ? sample.weightBytes() : 0;
            }
        }
        return large > MIXED_SHARE * all && small > MIXED_SHARE * all;
    }

    Measured widen(Measured figure) {
        return alpha -> widen(figure.at(alpha));
    }
}
