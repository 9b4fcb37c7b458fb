package dev.cistern.pool;

import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * The events of the pools; loaded only where the flight recorder's module is present.
 *
 * <p>As long as nobody has started the flight recorder no event class is even loaded: a pool must not make a program
 * start the machinery of the recorder.
 */
@SuppressWarnings("UnusedVariable") // the flight recorder reads the fields of events
final class JfrPoolEvents extends PoolEvents {
    private JfrPoolEvents() {}

    static PoolEvents create() {
        return new JfrPoolEvents();
    }

    @Override
    void miss(String pool, Class<?> type, MissReason reason) {
        if (FlightRecorder.isInitialized()) {
            PoolMiss event = new PoolMiss();
            if (event.shouldCommit()) {
                event.pool = pool;
                event.type = type;
                event.reason = reason.name();
                event.commit();
            }
        }
    }

    @Override
    boolean wantsTrim() {
        return FlightRecorder.isInitialized() && new PoolTrim().isEnabled();
    }

    @Override
    void trim(String pool, TrimLevel level, int droppedObjects, long droppedWeight, String reason) {
        if (FlightRecorder.isInitialized()) {
            PoolTrim event = new PoolTrim();
            event.pool = pool;
            event.level = level.name();
            event.droppedObjects = droppedObjects;
            event.droppedWeight = droppedWeight;
            event.reason = reason;
            event.commit();
        }
    }

    @Override
    void misuse(Misuse misuse) {
        if (FlightRecorder.isInitialized()) {
            PoolMisuse event = new PoolMisuse();
            event.pool = misuse.pool();
            event.kind = misuse.kind().name();
            event.site = misuse.site();
            event.acquiredAt = Misuse.topFrame(misuse.acquiredAt());
            event.releasedAt = Misuse.topFrame(misuse.releasedAt());
            event.commit();
        }
    }

    @Override
    void verdict(String pool, PoolVerdict verdict) {
        if (FlightRecorder.isInitialized()) {
            PoolVerdict.PoolEvidence evidence = verdict.evidence();
            VerdictEvent event = new VerdictEvent();
            event.pool = pool;
            event.verdict = word(verdict);
            event.hitRatio = evidence.hitRatio();
            event.reuse = evidence.reuse().orElse(Double.NaN);
            event.createNanos = evidence.createNanos().orElse(Double.NaN);
            event.resetNanos = evidence.resetNanos().orElse(Double.NaN);
            event.leaseP99 = evidence.leaseP99Nanos().isPresent()
                    ? (long) evidence.leaseP99Nanos().getAsDouble()
                    : Long.MIN_VALUE; // what the flight recorder's tools show as not available
            event.commit();
        }
    }

    @Override
    boolean wantsVerdict() {
        return FlightRecorder.isInitialized() && new VerdictEvent().isEnabled();
    }

    private static String word(PoolVerdict verdict) {
        // Pays, DoesNotPay, Undecided are PAYS, DOES_NOT_PAY, UNDECIDED in the house's vocabulary.
        return verdict.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    @Name("dev.cistern.PoolMiss")
    @Label("Pool Miss")
    @Category("Cistern")
    @StackTrace
    private static final class PoolMiss extends Event {
        @Label("Pool")
        String pool = "";

        @Label("Type")
        Class<?> type = Object.class;

        @Label("Reason")
        String reason = "";
    }

    @Name("dev.cistern.PoolTrim")
    @Label("Pool Trim")
    @Category("Cistern")
    @StackTrace(false)
    private static final class PoolTrim extends Event {
        @Label("Pool")
        String pool = "";

        @Label("Level")
        String level = "";

        @Label("Dropped Objects")
        int droppedObjects;

        @Label("Dropped Weight")
        long droppedWeight;

        @Label("Reason")
        String reason = "";
    }

    @Name("dev.cistern.PoolMisuse")
    @Label("Pool Misuse")
    @Category("Cistern")
    @StackTrace
    private static final class PoolMisuse extends Event {
        @Label("Pool")
        String pool = "";

        @Label("Kind")
        String kind = "";

        @Label("Site")
        String site = "";

        @Label("Acquired At")
        String acquiredAt = "";

        @Label("Released At")
        String releasedAt = "";
    }

    @Name("dev.cistern.PoolVerdict")
    @Label("Pool Verdict")
    @Category("Cistern")
    @StackTrace(false)
    private static final class VerdictEvent extends Event {
        @Label("Pool")
        String pool = "";

        @Label("Verdict")
        String verdict = "";

        @Label("Hit Ratio")
        double hitRatio;

        @Label("Reuse")
        double reuse;

        @Label("Create Nanos")
        double createNanos;

        @Label("Reset Nanos")
        double resetNanos;

        @Label("Lease P99")
        @Timespan(Timespan.NANOSECONDS)
        long leaseP99;
    }
}
