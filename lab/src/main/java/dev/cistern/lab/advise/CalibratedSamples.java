package dev.cistern.lab.advise;

import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;

/** The sampled allocations of a recording with the weights that advise judges by, for whoever draws them. */
public final class CalibratedSamples {
    private final Recording recording;
    private final Calibrator calibrator;

    /** Takes one sample. */
    @FunctionalInterface
    public interface Taker {
        /**
         * A sample.
         *
         * @param sample the sample as it was recorded
         * @param bytes how many bytes it stands for once all samples together say what the JVM counted
         */
        void take(AllocationSample sample, double bytes);
    }

    /**
     * Calibrates a recording.
     *
     * @param recording what was observed
     */
    public CalibratedSamples(Recording recording) {
        this.recording = recording;
        this.calibrator = new Calibrator(recording);
    }

    /**
     * Gives all samples in order of their sessions.
     *
     * @param taker is given each
     */
    public void forEach(Taker taker) {
        for (Session session : recording.sessions()) {
            double factor = calibrator.factor(session.window());
            session.samples().forEach(sample -> taker.take(sample, sample.weightBytes() * factor));
        }
    }

    /** {@return what the samples said and what the JVM counted} */
    public Advice.Calibration calibration() {
        return calibrator.facts(recording.droppedSamples());
    }

    /** {@return how wrong one site can be beyond the noise of sampling} */
    public ModelMargin margin() {
        return ModelMargin.of(recording);
    }

    /** {@return the seconds in which samples were taken} */
    public double seconds() {
        double seconds = 0;
        for (int window = 0; window < calibrator.windows(); window++) {
            seconds += calibrator.seconds(window);
        }
        return seconds;
    }
}
