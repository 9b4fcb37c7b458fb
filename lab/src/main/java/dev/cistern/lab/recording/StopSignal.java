package dev.cistern.lab.recording;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a recording, from any thread, to come to its end; waiting for the passing of time goes through it. */
final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);

    void raise() {
        raised.countDown();
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** Waits, but no longer than until the signal is raised; an interrupt raises it. */
    void await(long nanos) {
        try {
            if (raised.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            raise();
            Thread.currentThread().interrupt();
        }
    }
}
