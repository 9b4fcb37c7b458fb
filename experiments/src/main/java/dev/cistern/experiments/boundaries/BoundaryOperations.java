package dev.cistern.experiments.boundaries;

import java.util.function.IntConsumer;

/**
 * The operations that the experiments measure, so that a benchmark of JMH can measure the very same code.
 *
 * <p>Each is told how often to repeat itself. For one thread.
 */
public final class BoundaryOperations {
    private BoundaryOperations() {}

    /** {@return makes an object of 32 bytes that stays in its method} */
    public static IntConsumer stays() {
        return FatesProgram::stays;
    }

    /** {@return makes one that goes to a callee which is not inlined} */
    public static IntConsumer passed() {
        return FatesProgram::passed;
    }

    /** {@return makes one that is stored} */
    public static IntConsumer kept() {
        return FatesProgram::kept;
    }

    /**
     * {@return makes an array}
     *
     * @param size its length, a power of two
     */
    public static IntConsumer fresh(int size) {
        return CostsProgram.fresh(size);
    }

    /**
     * {@return takes an array from a pool of its own and gives it back}
     *
     * @param size its length, a power of two
     * @param hitPercent how many of a hundred are given back, not discarded
     */
    public static IntConsumer pooled(int size, int hitPercent) {
        return CostsProgram.pooled(size, hitPercent);
    }
}
