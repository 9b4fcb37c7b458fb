package dev.cistern.pool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Fills what is idle with a pattern, so that a write after the release shows, and one that reads after it stumbles.
 *
 * <p>Done for arrays of primitives, byte buffers and string builders; other objects are watched by their fields.
 */
final class Poison {
    private static final byte PATTERN = (byte) 0xDB;
    private static final char CHAR_PATTERN = 0xDBDB;
    private static final int INT_PATTERN = 0xDBDBDBDB;
    private static final long LONG_PATTERN = 0xDBDBDBDBDBDBDBDBL;
    private static final String TEXT_PATTERN = "<released to a pool>";

    private Poison() {}

    static boolean works(Object object) {
        return object instanceof byte[]
                || object instanceof char[]
                || object instanceof int[]
                || object instanceof long[]
                || object instanceof StringBuilder
                || (object instanceof ByteBuffer buffer && !buffer.isReadOnly());
    }

    static void apply(Object object) {
        if (object instanceof byte[] bytes) {
            Arrays.fill(bytes, PATTERN);
        } else if (object instanceof char[] chars) {
            Arrays.fill(chars, CHAR_PATTERN);
        } else if (object instanceof int[] ints) {
            Arrays.fill(ints, INT_PATTERN);
        } else if (object instanceof long[] longs) {
            Arrays.fill(longs, LONG_PATTERN);
        } else if (object instanceof StringBuilder text) {
            text.setLength(0);
            text.append(TEXT_PATTERN);
        } else if (object instanceof ByteBuffer buffer) {
            fill(whole(buffer), PATTERN);
        }
    }

    /** {@return what was written over the pattern, in words; empty if it is intact} */
    static String verify(Object object) {
        if (object instanceof StringBuilder text) {
            return text.toString().equals(TEXT_PATTERN) ? "" : "its text is now \"" + shortened(text) + '"';
        }
        int at = firstOverwritten(object);
        return at < 0 ? "" : "its element " + at + " was written";
    }

    /** Takes the pattern off again, for objects whose reset relies on finding them empty. */
    static void lift(Object object) {
        if (object instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        } else if (object instanceof char[] chars) {
            Arrays.fill(chars, (char) 0);
        } else if (object instanceof int[] ints) {
            Arrays.fill(ints, 0);
        } else if (object instanceof long[] longs) {
            Arrays.fill(longs, 0);
        } else if (object instanceof StringBuilder text) {
            text.setLength(0);
        } else if (object instanceof ByteBuffer buffer) {
            fill(whole(buffer), (byte) 0);
        }
    }

    private static int firstOverwritten(Object object) {
        if (object instanceof byte[] bytes) {
            return mismatch(bytes.length, i -> bytes[i] == PATTERN);
        } else if (object instanceof char[] chars) {
            return mismatch(chars.length, i -> chars[i] == CHAR_PATTERN);
        } else if (object instanceof int[] ints) {
            return mismatch(ints.length, i -> ints[i] == INT_PATTERN);
        } else if (object instanceof long[] longs) {
            return mismatch(longs.length, i -> longs[i] == LONG_PATTERN);
        } else if (object instanceof ByteBuffer buffer) {
            ByteBuffer whole = whole(buffer);
            return mismatch(whole.capacity(), i -> whole.get(i) == PATTERN);
        }
        return -1;
    }

    private static int mismatch(int length, IntPredicate intact) {
        for (int i = 0; i < length; i++) {
            if (!intact.test(i)) {
                return i;
            }
        }
        return -1;
    }

    /** The buffer from end to end, whatever its position and limit. */
    private static ByteBuffer whole(ByteBuffer buffer) {
        return buffer.duplicate().clear();
    }

    private static void fill(ByteBuffer whole, byte value) {
        while (whole.hasRemaining()) {
            whole.put(value);
        }
    }

    private static String shortened(StringBuilder text) {
        return text.length() <= 40 ? text.toString() : text.substring(0, 40) + "…";
    }
}
