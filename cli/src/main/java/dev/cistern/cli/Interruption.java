package dev.cistern.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C, and the polite signals of other programs, into an early end with a report on what there is.
 *
 * <p>The JVM answers such a signal by running its shutdown hooks, and the main thread goes on meanwhile. So the hook asks
 * whatever is going on to come to its end, waits for the main thread and ends the process with the exit code of that.
 */
final class Interruption {
    private static final int INTERRUPTED = 130;
    /** Enough for the last file to be read and judged; who waits longer wants to be rid of it. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode = INTERRUPTED;
    private boolean happened;
    private @Nullable Runnable reaction;

    private Interruption() {}

    static Interruption install() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::onShutdown, "cistern-interruption"));
        return interruption;
    }

    /** What is to be done at an interruption from now on; done at once when there was one already. */
    void react(Runnable wanted) {
        synchronized (this) {
            reaction = wanted;
            if (!happened) {
                return;
            }
        }
        wanted.run();
    }

    synchronized boolean happened() {
        return happened;
    }

    /** Waits for an interruption; returns at once when there was one already. */
    void await() {
        CountDownLatch interrupted = new CountDownLatch(1);
        react(interrupted::countDown);
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the main thread has done its work and is about to end the process by itself. */
    void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        Runnable wanted;
        synchronized (this) {
            happened = true;
            wanted = reaction;
        }
        if (wanted != null) {
            wanted.run();
        }
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("cistern: interrupted, and the end took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
