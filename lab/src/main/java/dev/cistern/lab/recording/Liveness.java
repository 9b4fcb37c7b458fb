package dev.cistern.lab.recording;

import java.util.concurrent.locks.LockSupport;

/** Whether a process is still there, also while it is ending and after it ended but was not yet waited for. */
final class Liveness {
    private static final long PATIENCE_NANOS = 3_000_000_000L;
    private static final long LOOK_NANOS = 50_000_000L;

    private Liveness() {}

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !new ProcessFacts(pid).isZombie();
    }

    /**
     * Whether a process that did not answer is gone or goes within three seconds: a JVM that ends stops answering a while
     * before it is gone, and takes its time where it has much memory to give back.
     */
    static boolean endsSoon(long pid) {
        long begun = System.nanoTime();
        while (isAlive(pid)) {
            if (System.nanoTime() - begun > PATIENCE_NANOS
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
