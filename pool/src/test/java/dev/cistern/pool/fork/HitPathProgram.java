package dev.cistern.pool.fork;

import dev.cistern.pool.Lease;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;

/** Users of pools as the guide tells: pools in static final fields, policies without fields. */
final class HitPathProgram {
    private static final class BytesPolicy implements PoolPolicy<byte[]> {
        @Override
        public byte[] create() {
            return new byte[64];
        }

        @Override
        public boolean reset(byte[] array) {
            array[0] = 0;
            return true;
        }
    }

    private static final class TextPolicy implements PoolPolicy<StringBuilder> {
        @Override
        public StringBuilder create() {
            return new StringBuilder();
        }

        @Override
        public boolean reset(StringBuilder text) {
            text.setLength(0);
            return true;
        }
    }

    private static final class NumbersPolicy implements PoolPolicy<int[]> {
        @Override
        public int[] create() {
            return new int[16];
        }

        @Override
        public boolean reset(int[] numbers) {
            numbers[0] = 0;
            return true;
        }
    }

    private static final ScratchPool<byte[]> BYTES =
            ScratchPool.builder(new BytesPolicy()).build();
    private static final ScratchPool<StringBuilder> TEXTS =
            ScratchPool.builder(new TextPolicy()).build();
    private static final ScratchPool<int[]> NUMBERS =
            ScratchPool.builder(new NumbersPolicy()).build();

    private HitPathProgram() {}

    public static void main(String[] arguments) {
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += switch (arguments[0]) {
                case "onePool" -> onePool();
                case "threePools" -> threePools(i);
                default -> threeLeases(i);
            };
        }
        System.out.println("sum " + sum);
    }

    static int onePool() {
        byte[] bytes = BYTES.acquire();
        bytes[0]++;
        int read = bytes[0];
        BYTES.release(bytes);
        return read;
    }

    static int threePools(int i) {
        byte[] bytes = BYTES.acquire();
        int read = bytes[0]++;
        BYTES.release(bytes);
        int[] numbers = NUMBERS.acquire();
        numbers[0] = i;
        read += numbers[0];
        NUMBERS.release(numbers);
        StringBuilder text = TEXTS.acquire();
        read += text.append('x').length();
        TEXTS.release(text);
        return read;
    }

    static int threeLeases(int i) {
        int read = 0;
        try (Lease<byte[]> lease = BYTES.lease()) {
            read += lease.get()[0]++;
        }
        try (Lease<int[]> lease = NUMBERS.lease()) {
            lease.get()[0] = i;
            read += lease.get()[0];
        }
        try (Lease<StringBuilder> lease = TEXTS.lease()) {
            read += lease.get().append('x').length();
        }
        return read;
    }
}
