package dev.cistern.experiments.boundaries;

import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import java.util.function.IntConsumer;

/** Boundary 3, the measuring process: a new array against one from the pool, by size and by hit ratio. */
final class CostsProgram {
    static final int[] SIZES = {64, 256, 1_024, 8_192, 65_536};
    static final int[] HIT_PERCENT = {100, 90, 75, 50, 25, 0};
    private static final int RATIO_SIZE = 8_192;
    private static final long MILLIS = 900;

    @SuppressWarnings("UnusedVariable") // written so that the array is needed
    private static volatile byte[] needed = {};

    private CostsProgram() {}

    /** Prints the figures by size, then by hit ratio. */
    public static void main(String[] arguments) {
        for (int size : SIZES) {
            print("new", size + " B", Meter.of(fresh(size), MILLIS));
            print("pool", size + " B", Meter.of(pooled(size, 100), MILLIS));
        }
        print("ratio", "new", Meter.of(fresh(RATIO_SIZE), MILLIS));
        for (int percent : HIT_PERCENT) {
            print("ratio", percent + " % hits", Meter.of(pooled(RATIO_SIZE, percent), MILLIS));
        }
    }

    private static void print(String chart, String label, Meter.Cost cost) {
        System.out.println(new Figure(chart, label, cost.cpuNanos()).line());
    }

    static IntConsumer fresh(int size) {
        return repeat -> {
            for (int i = 0; i < repeat; i++) {
                byte[] array = new byte[size];
                array[i & size - 1] = 1;
                needed = array;
            }
        };
    }

    /** Discarding an array instead of releasing it makes the next acquire miss. */
    static IntConsumer pooled(int size, int hitPercent) {
        ScratchPool<byte[]> pool = ScratchPool.builder(PoolPolicy.<byte[]>of(() -> new byte[size], array -> true))
                .name("costs-" + size + "-" + hitPercent)
                .build();
        return repeat -> {
            for (int i = 0; i < repeat; i++) {
                byte[] array = pool.acquire();
                array[i & size - 1] = 1;
                needed = array;
                if (i * 61 % 100 < hitPercent) {
                    pool.release(array);
                } else {
                    pool.discard(array);
                }
            }
        };
    }
}
