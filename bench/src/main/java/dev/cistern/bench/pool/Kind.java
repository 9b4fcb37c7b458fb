package dev.cistern.bench.pool;

import java.util.Arrays;

/** What is pooled: how it is made, used a little, and cleared. */
enum Kind {
    /** An array of 8 KiB, dear to make and to clear. */
    BYTES {
        @Override
        Object create() {
            return new byte[8192];
        }

        @Override
        int touch(Object object) {
            byte[] bytes = (byte[]) object;
            return bytes[1] + ++bytes[0];
        }

        @Override
        void clear(Object object) {
            Arrays.fill((byte[]) object, (byte) 0);
        }
    },

    /** A builder of about 300 bytes, which costs little more to make than to take out of a pool. */
    BUILDER {
        @Override
        @SuppressWarnings("UnnecessaryStringBuilder") // the builder is what is pooled
        Object create() {
            return new StringBuilder(256);
        }

        @Override
        int touch(Object object) {
            StringBuilder builder = (StringBuilder) object;
            builder.setLength(0);
            builder.append('x');
            return builder.length();
        }

        @Override
        void clear(Object object) {
            ((StringBuilder) object).setLength(0);
        }
    },

    /** Sixty-four numbers, a third type beside the other two. */
    LONGS {
        @Override
        Object create() {
            return new long[64];
        }

        @Override
        int touch(Object object) {
            long[] longs = (long[]) object;
            return (int) (longs[1] + ++longs[0]);
        }

        @Override
        void clear(Object object) {
            Arrays.fill((long[]) object, 0);
        }
    };

    abstract Object create();

    abstract int touch(Object object);

    abstract void clear(Object object);
}
