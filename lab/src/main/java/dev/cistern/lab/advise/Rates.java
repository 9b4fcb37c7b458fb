package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.statistics.Measured;
import dev.cistern.lab.statistics.WindowedRate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How much one site allocates.
 *
 * @param bytesPerSecond bytes a second, the point estimate alone
 * @param bytes bytes a second
 * @param objects objects a second
 * @param share of all allocated bytes
 * @param objectBytes the mean size of its objects; its upper end is infinite where the engine tells no sizes
 * @param byWindow bytes a second in each window
 */
record Rates(
        double bytesPerSecond,
        Measured bytes,
        Measured objects,
        Measured share,
        Estimate objectBytes,
        List<Double> byWindow) {

    static Rates of(Site site, List<Session> sessions, Calibrator calibrator, ModelMargin margin, Estimate unsized) {
        int windows = calibrator.windows();
        double[] bytes = new double[windows];
        double[] objects = new double[windows];
        double bytesVariance = 0;
        double objectsVariance = 0;
        for (Site.Taken taken : site.samples()) {
            AllocationSample sample = taken.sample();
            Session session = sessions.get(taken.session());
            double weight = sample.weightBytes() * calibrator.factor(session.window());
            double count = weight / (sample.sizeBytes() > 0 ? sample.sizeBytes() : unsized.value());
            double chance = samplingChance(sample.sizeBytes(), session.intervalBytes());
            bytes[session.window()] += weight;
            objects[session.window()] += count;
            bytesVariance += weight * weight * (1 - chance);
            objectsVariance += count * count * (1 - chance);
        }
        double[] seconds = forEachWindow(windows, calibrator::seconds);
        double[] all = forEachWindow(windows, calibrator::bytes);
        boolean sized = site.samples().stream().allMatch(taken -> taken.sample().sizeBytes() > 0);
        Measured rate = margin.widen(new WindowedRate(bytes, seconds, bytesVariance));
        Measured number = margin.widen(new WindowedRate(objects, seconds, objectsVariance));
        double mean = Arrays.stream(bytes).sum() / Arrays.stream(objects).sum();
        return new Rates(
                Arrays.stream(bytes).sum() / Arrays.stream(seconds).sum(),
                rate,
                sized ? number : alpha -> perSize(rate.at(alpha), unsized),
                margin.widen(new WindowedRate(bytes, all, bytesVariance)),
                sized ? Estimate.exactly(mean) : unsized,
                byWindow(bytes, seconds));
    }

    /** The chance that an object of this size is sampled: memory between two samples is exponentially distributed. */
    static double samplingChance(long sizeBytes, long intervalBytes) {
        return sizeBytes > 0 && intervalBytes > 0 ? -Math.expm1(-(double) sizeBytes / intervalBytes) : 0;
    }

    private static Estimate perSize(Estimate bytes, Estimate size) {
        return new Estimate(bytes.value() / size.value(), bytes.low() / size.high(), bytes.high() / size.low());
    }

    private static double[] forEachWindow(int windows, IntToDoubleFunction figure) {
        double[] figures = new double[windows];
        Arrays.setAll(figures, figure);
        return figures;
    }

    private static List<Double> byWindow(double[] bytes, double[] seconds) {
        Double[] rates = new Double[bytes.length];
        Arrays.setAll(rates, window -> seconds[window] > 0 ? bytes[window] / seconds[window] : 0);
        return List.of(rates);
    }
}
