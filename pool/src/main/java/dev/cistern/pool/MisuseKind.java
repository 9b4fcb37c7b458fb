package dev.cistern.pool;

/** What a user of a pool did wrong. */
public enum MisuseKind {
    /** The same object or lease was released a second time. */
    DOUBLE_RELEASE("released twice", "release each acquired object once; a lease in a try block does just that"),

    /** An object was released that this pool never handed out, or has forgotten since it was detached or discarded. */
    FOREIGN_RELEASE(
            "released although it was not acquired here", "release only what acquire of the same pool returned"),

    /** An object was changed after its release. */
    USE_AFTER_RELEASE(
            "changed after its release", "let no reference to the object live longer than the lease; publish a copy"),

    /** {@code reset} left something behind: a field unlike that of a new object, or a reference to something else. */
    STALE_STATE("not brought back to its initial state by reset", "set the field in reset, or declare it kept"),

    /** The object was garbage collected without ever being released. */
    FORGOTTEN_RELEASE("never released", "release in a finally block, or take a lease in a try block"),

    /** A lease lasted longer than the limit, or across several major garbage collections. */
    LONG_LEASE(
            "held for too long", "a pooled object belongs to one short piece of work; do not wait while holding one"),

    /** In a confined pool: the object was released by another thread than the one that acquired it. */
    OTHER_THREAD("released by another thread", "release where it was acquired, or do not declare the pool confined");

    private final String says;
    private final String remedy;

    MisuseKind(String says, String remedy) {
        this.says = says;
        this.remedy = remedy;
    }

    /** {@return what happened to the object, for a report} */
    String says() {
        return says;
    }

    /** {@return what to do about it} */
    public String remedy() {
        return remedy;
    }
}
