package dev.cistern.pool;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/**
 * One field and what is in it.
 *
 * @param path the names of the fields that lead there
 * @param value what can be compared: a primitive in its box, a text, a size, the reference itself, or, in the state of a
 *     template, the type of the reference
 */
record FieldValue(String path, @Nullable Object value) {
    /** What a template knows of a reference: not which object it is, only of which type. */
    private record OfType(Class<?> type) {}

    /** What a number that changes holds at the moment; the number itself is equal to nothing but itself. */
    private record Reading(Object number) {}

    static FieldValue of(String path, Object value) {
        if (value instanceof Number number && !isValue(number)) {
            boolean floating = number instanceof DoubleAdder || number instanceof DoubleAccumulator;
            return new FieldValue(
                    path, new Reading(floating ? (Object) number.doubleValue() : (Object) number.longValue()));
        }
        return new FieldValue(path, value);
    }

    private static boolean isValue(Number number) {
        return number.getClass().getPackageName().equals("java.lang")
                || number instanceof BigInteger
                || number instanceof BigDecimal;
    }

    /** {@return the same, but satisfied by any object of the same type where this is a reference} */
    FieldValue ofAnyObject() {
        return value == null || isComparable() || isForeign()
                ? this
                : new FieldValue(path, new OfType(value.getClass()));
    }

    @SuppressWarnings("ReferenceEquality") // what cannot be compared by its value is compared by who it is
    boolean sameAs(FieldValue other) {
        if (value instanceof OfType known) {
            return other.value != null && known.type == other.value.getClass();
        }
        return value == other.value || (isComparable() && Objects.equals(value, other.value));
    }

    boolean isMutableNumber() {
        return value instanceof Reading;
    }

    boolean isComparable() {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof String
                || value instanceof Enum<?>
                || value instanceof Reading;
    }

    /** {@return whether this is a reference to what other parts of the program share; it is not looked into} */
    boolean isForeign() {
        return value instanceof Class<?> || value instanceof ClassLoader || value instanceof Thread;
    }

    boolean isElement() {
        return path.endsWith("]");
    }

    String show() {
        if (value instanceof OfType known) {
            return "an instance of " + known.type.getTypeName();
        }
        if (value instanceof Reading reading) {
            return reading.number.toString();
        }
        if (value == null || isComparable()) {
            return value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value);
        }
        return "a reference to " + MisuseReporter.describe(value);
    }
}
