package dev.cistern.lab.flame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes and reads the few kinds of fields that profiles in Protobuf have, as its encoding page describes them. */
final class Wire {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private Wire() {}

    /** A message that is being written. */
    static final class Writer {
        private byte[] bytes = new byte[256];
        private int length;

        /** A number; nothing is written for 0, which is what an absent field means. */
        Writer number(int field, long value) {
            if (value != 0) {
                tag(field, VARINT);
                varint(value);
            }
            return this;
        }

        Writer fixed64(int field, long value) {
            if (value != 0) {
                tag(field, FIXED64);
                for (int shift = 0; shift < 64; shift += 8) {
                    put((byte) (value >>> shift));
                }
            }
            return this;
        }

        Writer text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        /** Bytes, also when there are none. */
        Writer bytes(int field, byte[] value) {
            tag(field, BYTES);
            varint(value.length);
            room(value.length);
            System.arraycopy(value, 0, bytes, length, value.length);
            length += value.length;
            return this;
        }

        Writer message(int field, Writer message) {
            return bytes(field, message.toByteArray());
        }

        /** Several numbers in one field. */
        Writer packed(int field, long... values) {
            Writer list = new Writer();
            for (long value : values) {
                list.varint(value);
            }
            return bytes(field, list.toByteArray());
        }

        private void tag(int field, int type) {
            varint((long) field << 3 | type);
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                put((byte) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            put((byte) rest);
        }

        private void put(byte one) {
            room(1);
            bytes[length++] = one;
        }

        private void room(int more) {
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }

        byte[] toByteArray() {
            return Arrays.copyOf(bytes, length);
        }
    }

    /** A message that is being read: {@link #next} goes from field to field. */
    static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;
        private int field;
        private int type;
        private long value;
        private int from;

        Reader(byte[] bytes) {
            this(bytes, 0, bytes.length);
        }

        private Reader(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
        }

        boolean next() throws IOException {
            if (at >= end) {
                return false;
            }
            long tag = varint();
            field = (int) (tag >>> 3);
            type = (int) (tag & 7);
            switch (type) {
                case VARINT -> value = varint();
                case FIXED64 -> skip(8);
                case FIXED32 -> skip(4);
                case BYTES -> {
                    long size = varint();
                    if (size < 0 || size > end - at) {
                        throw new IOException("a field claims " + size + " bytes where " + (end - at) + " are left");
                    }
                    from = at;
                    at += (int) size;
                }
                default -> throw new IOException("a field has the unknown wire type " + type);
            }
            return true;
        }

        private void skip(int count) throws IOException {
            if (count > end - at) {
                throw new IOException("a field claims " + count + " bytes where " + (end - at) + " are left");
            }
            at += count;
        }

        int field() {
            return field;
        }

        long number() throws IOException {
            expect(VARINT);
            return value;
        }

        String text() throws IOException {
            expect(BYTES);
            return new String(bytes, from, at - from, StandardCharsets.UTF_8);
        }

        Reader message() throws IOException {
            expect(BYTES);
            return new Reader(bytes, from, at);
        }

        /** The numbers of a field that may be packed or one of several. */
        long[] numbers() throws IOException {
            if (type == VARINT) {
                return new long[] {value};
            }
            Reader list = message();
            long[] found = new long[Math.max(4, (at - from) / 2)];
            int count = 0;
            while (list.at < list.end) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = list.varint();
            }
            return Arrays.copyOf(found, count);
        }

        private void expect(int wanted) throws IOException {
            if (type != wanted) {
                throw new IOException(
                        "field " + field + " has wire type " + type + " where " + wanted + " is expected");
            }
        }

        private long varint() throws IOException {
            long result = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (at >= end) {
                    throw new IOException("it ends within a number");
                }
                byte next = bytes[at++];
                result |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return result;
                }
            }
            throw new IOException("a number has more than 64 bits");
        }
    }
}
