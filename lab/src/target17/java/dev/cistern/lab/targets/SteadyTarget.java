package dev.cistern.lab.targets;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A program to be observed: one thread allocates some 100 MB a second, part of which lives for a while.
 *
 * <p>It prints {@code ready} and then obeys its standard input, a character a command: {@code e} ends it by way of its
 * shutdown hooks, {@code h} at once. The end of the input ends it too, so that none outlives the test that started it.
 */
public final class SteadyTarget {
    private static final int KEPT = 2_000;
    private static final int ROUND = 100;
    private static final long PAUSE_NANOS = 1_000_000;

    /** What the compiler must believe to be needed, or it would not allocate it. */
    @SuppressWarnings("UnusedVariable")
    private static volatile Object latest = new Object();

    private static final AtomicReference<byte[]> LAST = new AtomicReference<>();

    private SteadyTarget() {}

    public static void main(String[] arguments) throws IOException {
        Thread allocator = new Thread(SteadyTarget::allocate, "steady allocator");
        allocator.setDaemon(true);
        allocator.start();
        System.out.println("ready");
        for (int command = System.in.read(); command >= 0; command = System.in.read()) {
            if (command == 'e') {
                System.exit(0);
            }
            if (command == 'h') {
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private static void allocate() {
        byte[][] kept = new byte[KEPT][];
        for (int count = 0; ; count++) {
            latest = scratch();
            kept[count % KEPT] = message();
            if (count % ROUND == 0) {
                LAST.set(page());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static byte[] scratch() {
        return new byte[1_000];
    }

    /** Whether a pool would pay for it, only who looks at what becomes of it can tell. */
    private static byte[] page() {
        return new byte[8_192];
    }

    private static byte[] message() {
        return new byte[200];
    }
}
