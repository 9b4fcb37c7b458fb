package dev.cistern.lab.advise;

import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scales the samples of each window to the bytes that the JVM counted exactly over the same stretch.
 *
 * <p>A window with few samples, or one that the JVM's count does not cover, takes the factor of the whole recording.
 */
final class Calibrator {
    private static final int ENOUGH_SAMPLES = 50;
    private static final double COVERED = 0.9;

    private final int windows;
    private final double[] seconds;
    private final double[] sampled;
    private final double[] exact;
    private final int[] samples;
    private final boolean[] covered;
    private final double factor;

    Calibrator(Recording recording) {
        windows = recording.sessions().stream().mapToInt(Session::window).max().orElse(-1) + 1;
        seconds = new double[windows];
        sampled = new double[windows];
        exact = new double[windows];
        samples = new int[windows];
        covered = new boolean[windows];
        double[] known = new double[windows];
        for (Session session : recording.sessions()) {
            int window = session.window();
            seconds[window] += session.seconds();
            samples[window] += session.samples().size();
            session.samples().forEach(sample -> sampled[window] += sample.weightBytes());
            for (Recording.AllocatedBytes total : recording.totals()) {
                double overlap = overlapSeconds(session, total);
                known[window] += overlap;
                exact[window] += total.bytes() * overlap * 1e9 / (total.endEpochNanos() - total.startEpochNanos());
            }
        }
        double exactSum = 0;
        double sampledSum = 0;
        for (int window = 0; window < windows; window++) {
            covered[window] = seconds[window] > 0 && known[window] >= COVERED * seconds[window];
            if (covered[window]) {
                exact[window] *= seconds[window] / known[window];
                exactSum += exact[window];
                sampledSum += sampled[window];
            }
        }
        factor = exactSum > 0 && sampledSum > 0 ? exactSum / sampledSum : 1;
    }

    private static double overlapSeconds(Session session, Recording.AllocatedBytes total) {
        long start = Math.max(session.startEpochNanos(), total.startEpochNanos());
        long end = Math.min(session.endEpochNanos(), total.endEpochNanos());
        return Math.max(0, end - start) / 1e9;
    }

    int windows() {
        return windows;
    }

    /** {@return by how much the weight of a sample in this window is multiplied} */
    double factor(int window) {
        boolean own = covered[window] && samples[window] >= ENOUGH_SAMPLES && sampled[window] > 0;
        return own ? exact[window] / sampled[window] : factor;
    }

    /** {@return the seconds in which this window sampled} */
    double seconds(int window) {
        return seconds[window];
    }

    /** {@return all bytes allocated in the seconds in which this window sampled} */
    double bytes(int window) {
        return covered[window] ? exact[window] : sampled[window] * factor;
    }

    /** {@return all bytes allocated a second, over all windows} */
    double bytesPerSecond() {
        double time = Arrays.stream(seconds).sum();
        return time > 0 ? IntStream.range(0, windows).mapToDouble(this::bytes).sum() / time : 0;
    }

    Advice.Calibration facts(int dropped) {
        double time = Arrays.stream(seconds).sum();
        double covers = 0;
        double bytes = 0;
        for (int window = 0; window < windows; window++) {
            covers += covered[window] ? seconds[window] : 0;
            bytes += covered[window] ? exact[window] : 0;
        }
        return new Advice.Calibration(
                time > 0 ? Arrays.stream(sampled).sum() / time : 0,
                covers > 0 ? bytes / covers : null,
                factor,
                Arrays.stream(samples).sum(),
                dropped);
    }

    List<Integer> samples() {
        return Arrays.stream(samples).boxed().toList();
    }
}
