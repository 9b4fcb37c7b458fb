package dev.cistern.lab.cost;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.ReferenceSlot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Measures the constants; the main class of the JVM that {@link CostProbe} forks.
 *
 * <p>Algorithm: each case is a loop whose object goes to a method that is not inlined, so that none is optimised away and
 * the price of that call cancels out in differences. All cases are warmed up, then run in rounds in turn, so that a
 * disturbance hits all alike. CPU time of the thread is counted, not wall time. The interval spans the middle 80 % of
 * the rounds and a model margin for what a loop does not show: colder caches, other code around.
 */
final class CostBench {
    private static final int[] SIZES = {24, 64, 256, 1024, 4096, 16_384, 65_536};
    private static final int HEADER_BYTES = 16;
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = 6_000_000;
    private static final long WARM_UP_NANOS = 60_000_000;
    private static final double MARGIN = 0.1;
    /** A program's slots share its cache with everything else; the loop's own stay in the first level. */
    private static final double SLOT_MARGIN = 0.5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CostBench() {}

    /** Something done a number of times. */
    @FunctionalInterface
    private interface Loop {
        void run(int times);
    }

    /** One figure to measure: its loop and the results of its rounds. */
    private static final class Case {
        private final Loop loop;
        private final double marginUp;
        private final double[] nanos = new double[ROUNDS];
        private int times = 256;

        Case(Loop loop, double marginUp) {
            this.loop = loop;
            this.marginUp = marginUp;
        }

        void warmUp() {
            long end = System.nanoTime() + WARM_UP_NANOS;
            while (System.nanoTime() < end) {
                loop.run(times);
            }
            while (cpuNanos(times) < ROUND_NANOS) {
                times *= 2;
            }
        }

        void round(int number) {
            nanos[number] = (double) cpuNanos(times) / times;
        }

        private long cpuNanos(int times) {
            long start = THREADS.getCurrentThreadCpuTime();
            loop.run(times);
            return THREADS.getCurrentThreadCpuTime() - start;
        }

        Estimate estimate() {
            double[] sorted = nanos.clone();
            Arrays.sort(sorted);
            double value = sorted[ROUNDS / 2];
            double low = sorted[ROUNDS / 10] * (1 - MARGIN);
            double high = sorted[ROUNDS - 1 - ROUNDS / 10] * (1 + marginUp);
            return new Estimate(value, low, high);
        }
    }

    public static void main(String[] arguments) {
        ReferenceSlot slot = ServiceLoader.load(ReferenceSlot.class).findFirst().orElseGet(StripedSlot::new);
        Case slotCase = new Case(times -> use(slot, times), SLOT_MARGIN);
        List<Case> cases = new ArrayList<>(List.of(slotCase));
        for (int size : SIZES) {
            cases.add(new Case(allocation(size), MARGIN));
            cases.add(new Case(clearing(size, new byte[size - HEADER_BYTES]), MARGIN));
        }
        // From the largest down: a loop first compiled for a few bytes is never unrolled for many.
        cases.reversed().forEach(Case::warmUp);
        for (int round = 0; round < ROUNDS; round++) {
            for (Case one : cases) {
                one.round(round);
            }
        }
        List<CostModel.Point> points = new ArrayList<>();
        for (int index = 0; index < SIZES.length; index++) {
            points.add(new CostModel.Point(
                    SIZES[index],
                    cases.get(1 + 2 * index).estimate(),
                    cases.get(2 + 2 * index).estimate()));
        }
        CostModel model = new CostModel(arguments[0], slot.name(), slotCase.estimate(), points);
        System.out.print(CostText.write(model));
    }

    /** Small objects have a size that the compiler knows, as those of ordinary classes do. */
    private static Loop allocation(int size) {
        return switch (size) {
            case 24 ->
                times -> {
                    for (int i = 0; i < times; i++) {
                        touch(new byte[24 - HEADER_BYTES]);
                    }
                };
            case 64 ->
                times -> {
                    for (int i = 0; i < times; i++) {
                        touch(new byte[64 - HEADER_BYTES]);
                    }
                };
            case 256 ->
                times -> {
                    for (int i = 0; i < times; i++) {
                        touch(new byte[256 - HEADER_BYTES]);
                    }
                };
            default -> times -> allocate(size - HEADER_BYTES, times);
        };
    }

    private static Loop clearing(int size, byte[] kept) {
        return switch (size) {
            case 24 ->
                times -> {
                    for (int i = 0; i < times; i++) {
                        Arrays.fill(kept, 0, 24 - HEADER_BYTES, (byte) 0);
                        consume(kept);
                    }
                };
            case 64 ->
                times -> {
                    for (int i = 0; i < times; i++) {
                        Arrays.fill(kept, 0, 64 - HEADER_BYTES, (byte) 0);
                        consume(kept);
                    }
                };
            case 256 ->
                times -> {
                    for (int i = 0; i < times; i++) {
                        Arrays.fill(kept, 0, 256 - HEADER_BYTES, (byte) 0);
                        consume(kept);
                    }
                };
            default -> times -> clear(kept, times);
        };
    }

    private static void allocate(int length, int times) {
        for (int i = 0; i < times; i++) {
            touch(new byte[length]);
        }
    }

    private static void touch(byte[] fresh) {
        fresh[0] = 1;
        consume(fresh);
    }

    private static void clear(byte[] kept, int times) {
        for (int i = 0; i < times; i++) {
            Arrays.fill(kept, (byte) 0);
            consume(kept);
        }
    }

    private static void use(ReferenceSlot slot, int times) {
        for (int i = 0; i < times; i++) {
            Object object = slot.acquire();
            consume(object);
            slot.release(object);
        }
    }

    /** Kept from being inlined by the command line of the probe. */
    private static void consume(Object unused) {}
}
