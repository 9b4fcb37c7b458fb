package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.cost.CostModel;
import dev.cistern.lab.statistics.Measured;
import org.jspecify.annotations.Nullable;

/**
 * What one object taken from a pool saves: a new one with its share of collection, less acquire, reset and release.
 *
 * <p>The reset of an array that is overwritten anyway costs nothing; that of any other object is taken as writing all its
 * bytes. The interval reaches to a full clearing for arrays too. Collection is shared out by bytes: an object that dies
 * young is not copied, but it fills the space whose end starts the collection.
 */
final class CostOfHit {
    private CostOfHit() {}

    static SiteFacts.@Nullable Cost of(String className, Estimate objectBytes, GcActivity gc, CostModel model) {
        if (Double.isInfinite(objectBytes.high())) {
            return null;
        }
        double size = objectBytes.value();
        Estimate allocate = model.allocateNanos(size);
        Estimate clear = model.clearNanos(size);
        boolean array = className.endsWith("[]");
        Estimate reset = array ? new Estimate(0, 0, clear.high()) : clear;
        Measured saved =
                alpha -> difference(allocate, gc.nanosPerByte().at(alpha).times(size), model.slotNanos(), reset);
        return new SiteFacts.Cost(
                saved,
                evidence(size, allocate, gc.nanosPerByte().usual().value() * size, model, reset, array, saved.usual()),
                model.slotNanos());
    }

    /** Independent parts: their half-widths add by squares, on each side apart. */
    private static Estimate difference(Estimate allocate, Estimate gc, Estimate slot, Estimate reset) {
        double value = allocate.value() + gc.value() - slot.value() - reset.value();
        double down = norm(below(allocate), below(gc), above(slot), above(reset));
        double up = norm(above(allocate), above(gc), below(slot), below(reset));
        return new Estimate(value, value - down, value + up);
    }

    private static double below(Estimate estimate) {
        return estimate.value() - estimate.low();
    }

    private static double above(Estimate estimate) {
        return estimate.high() - estimate.value();
    }

    private static double norm(double... halves) {
        double squares = 0;
        for (double half : halves) {
            squares += half * half;
        }
        return Math.sqrt(squares);
    }

    private static String evidence(
            double size, Estimate allocate, double gc, CostModel model, Estimate reset, boolean array, Estimate saved) {
        String kept = array
                ? " without clearing (clearing it would add " + Figures.nanos(reset.high()) + ")"
                : " with " + Figures.nanos(reset.value()) + " to reset it";
        return "A new object of " + Figures.bytes(size) + " costs " + Figures.nanos(allocate.value()) + " and "
                + Figures.nanos(gc) + " of collection, one from a pool "
                + Figures.nanos(model.slotNanos().value())
                + kept + ": " + (saved.value() >= 0 ? "it saves " : "it loses ")
                + Figures.nanos(Math.abs(saved.value())) + " (" + Figures.nanos(saved.low()) + " to "
                + Figures.nanos(saved.high()) + ").";
    }
}
