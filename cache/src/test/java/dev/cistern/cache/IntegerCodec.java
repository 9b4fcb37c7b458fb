package dev.cistern.cache;

import java.nio.ByteBuffer;

/** Integers in four bytes; refuses what the test says. */
final class IntegerCodec implements ValueCodec<Integer> {
    /** Can be encoded by nobody. */
    static final int NOT_ENCODED = -1;

    /** Can be decoded by nobody. */
    static final int NOT_DECODED = -2;

    /** Is encoded and decoded as null. */
    static final int NULL_ENCODED = -3;

    static final int NULL_DECODED = -4;

    /** Makes the codec throw an error. */
    static final int ERROR_ENCODED = -5;

    static final int ERROR_DECODED = -6;

    @Override
    @SuppressWarnings("NullAway") // what a codec must not do
    public byte[] encode(Integer value) {
        if (value == NOT_ENCODED) {
            throw new IllegalArgumentException("not encoded on purpose");
        }
        if (value == ERROR_ENCODED) {
            throw new AssertionError("not encoded on purpose");
        }
        return value == NULL_ENCODED
                ? null
                : ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    @Override
    @SuppressWarnings("NullAway") // what a codec must not do
    public Integer decode(byte[] bytes) {
        int value = ByteBuffer.wrap(bytes).getInt();
        if (value == NOT_DECODED) {
            throw new IllegalArgumentException("not decoded on purpose");
        }
        if (value == ERROR_DECODED) {
            throw new AssertionError("not decoded on purpose");
        }
        return value == NULL_DECODED ? null : value;
    }
}
