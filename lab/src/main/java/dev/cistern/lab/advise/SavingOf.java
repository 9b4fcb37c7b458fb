package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.statistics.Measured;

/** Predicts what pooling a site saves, and its price. */
final class SavingOf {
    /** A pool keeps about twice what is in use at once, so that a burst still finds idle objects. */
    private static final double HEADROOM = 2;

    private SavingOf() {}

    static Saving predict(SiteFacts facts, GcActivity gc, Measured life, Measured interval, SiteFacts.Cost cost) {
        Estimate reuse = clip(BoundaryJudge.reuseOf(life.usual(), interval.usual()));
        Estimate bytes = product(facts.rates().bytes().usual(), reuse);
        Estimate objects = facts.rates().objects().usual();
        return new Saving(
                bytes,
                product(bytes, gc.nanosPerByte().usual()),
                mutator(
                        objects,
                        reuse,
                        cost,
                        gc.nanosPerByte()
                                .usual()
                                .times(facts.rates().objectBytes().value())),
                retained(facts, life.usual()));
    }

    /** A hit saves the difference without its part of collection, a miss costs the slot's time on top of a new object. */
    private static Estimate mutator(Estimate objects, Estimate reuse, SiteFacts.Cost cost, Estimate gcPerObject) {
        Estimate saved = cost.saved().usual();
        double slot = cost.slotNanos().value();
        double low = reuse.low() * (saved.low() - gcPerObject.high()) - (1 - reuse.low()) * slot;
        double value = reuse.value() * (saved.value() - gcPerObject.value()) - (1 - reuse.value()) * slot;
        double high = reuse.high() * (saved.high() - gcPerObject.low()) - (1 - reuse.high()) * slot;
        return new Estimate(
                value * objects.value(),
                Math.min(value * objects.value(), low * (low < 0 ? objects.high() : objects.low())),
                Math.max(value * objects.value(), high * (high < 0 ? objects.low() : objects.high())));
    }

    private static double retained(SiteFacts facts, Estimate life) {
        double inUse = facts.rates().objects().usual().value() * life.high();
        double idle = Math.max(inUse, facts.site().threadCount());
        return HEADROOM * idle * facts.rates().objectBytes().value();
    }

    private static Estimate clip(Estimate reuse) {
        return new Estimate(
                Math.clamp(reuse.value(), 0, 1), Math.clamp(reuse.low(), 0, 1), Math.clamp(reuse.high(), 0, 1));
    }

    /** Both factors are positive; relative half-widths add by squares. */
    private static Estimate product(Estimate a, Estimate b) {
        double value = a.value() * b.value();
        double down = Math.hypot((a.value() - a.low()) * b.value(), (b.value() - b.low()) * a.value());
        double up = Math.hypot((a.high() - a.value()) * b.value(), (b.high() - b.value()) * a.value());
        return new Estimate(value, Math.max(0, value - down), value + up);
    }
}
