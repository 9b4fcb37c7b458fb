package dev.cistern.lab.classes;

/**
 * One thing that happens to an object on its way out of the method that made it.
 *
 * @param kind what happens
 * @param what the field, method or lock it happens with, as a report shows it
 * @param where the method in which it happens, {@code Parser.read}
 */
record Fate(Kind kind, String what, String where) {
    /** What may happen to an object. */
    enum Kind {
        /** A thread locks it. */
        LOCKED,
        /** A static field keeps it. */
        KEPT_BY_STATIC,
        /** It is the key of a map or the element of a set. */
        KEY,
        /** A field of another object keeps it. */
        KEPT_BY_FIELD,
        /** An element of an array keeps it. */
        KEPT_BY_ARRAY,
        /** A lambda or a concatenation takes it. */
        CAPTURED,
        /** A method gets it that can't be looked into. */
        HANDED_ON,
        /** It is thrown. */
        THROWN,
        /** It is returned to the caller. */
        RETURNED
    }

    /** {@return the fate as a clause, {@code Parser.read stores it in Parser.last}} */
    String clause() {
        return where
                + switch (kind) {
                    case LOCKED -> " locks it";
                    case KEPT_BY_STATIC -> " stores it in the static field " + what;
                    case KEY -> " uses it as a key in " + what;
                    case KEPT_BY_FIELD -> " stores it in " + what;
                    case KEPT_BY_ARRAY -> " stores it in an array";
                    case CAPTURED -> " gives it to " + what;
                    case HANDED_ON -> " passes it to " + what;
                    case THROWN -> " throws it";
                    case RETURNED -> " returns it";
                };
    }
}
