package dev.cistern.pool;

/** Where a pool tells the flight recorder what happens; does nothing where there is no flight recorder. */
abstract class PoolEvents {
    static PoolEvents get() {
        return Chosen.EVENTS;
    }

    /** Chosen when the first event is due. */
    private static final class Chosen {
        static final PoolEvents EVENTS =
                ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? JfrPoolEvents.create() : new Nobody();
    }

    /** Where nobody listens. */
    private static final class Nobody extends PoolEvents {}

    /** Why an acquire created. */
    enum MissReason {
        EMPTY,
        TRIMMED,
        OVERWEIGHT,
        BYPASS
    }

    void miss(String pool, Class<?> type, MissReason reason) {}

    /** {@return whether anybody would see a trim, whose weight costs something to sum} */
    boolean wantsTrim() {
        return false;
    }

    void trim(String pool, TrimLevel level, int droppedObjects, long droppedWeight, String reason) {}

    void misuse(Misuse misuse) {}

    void verdict(String pool, PoolVerdict verdict) {}

    /** {@return whether anybody would see a verdict, which costs something to come to} */
    boolean wantsVerdict() {
        return false;
    }
}
