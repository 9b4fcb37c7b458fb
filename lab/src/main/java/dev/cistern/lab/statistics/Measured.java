package dev.cistern.lab.statistics;

import dev.cistern.lab.Estimate;

/** A figure that can state its interval at any level of confidence; many sites are judged at stricter ones than 95 %. */
@FunctionalInterface
public interface Measured {
    /** The level at which figures are shown: intervals of 95 %. */
    double USUAL = 0.05;

    /**
     * The figure with its interval.
     *
     * @param alpha the chance, both sides together, that the interval misses the truth; in (0, 1)
     * @return the estimate
     */
    Estimate at(double alpha);

    /** {@return the figure with its 95 % interval} */
    default Estimate usual() {
        return at(USUAL);
    }
}
