package dev.cistern.lab.web;

import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** An instrument that observes when the test lets it, and shows how often it has. */
final class TestInstrument implements Instrument {
    private final String id;
    private final boolean byItself;
    private final Semaphore rounds = new Semaphore(0);
    private int shown;
    private volatile String failure = "";
    private volatile boolean broken;
    private volatile boolean stopped;
    private volatile CountDownLatch began = new CountDownLatch(1);

    TestInstrument(String id, boolean byItself) {
        this.id = id;
        this.byItself = byItself;
    }

    /** Lets it come to the end of one turn. */
    void letThrough() {
        rounds.release();
    }

    void failWith(String message) {
        failure = message;
        rounds.release();
    }

    /** Lets it fail with what no instrument should throw. */
    void breakDown() {
        broken = true;
        rounds.release();
    }

    boolean stopped() {
        return stopped;
    }

    void awaitTurn() throws InterruptedException {
        began.await();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "The " + id;
    }

    @Override
    public String purpose() {
        return "What the " + id + " is for.";
    }

    @Override
    public boolean byItself() {
        return byItself;
    }

    @Override
    public void observe(Turn turn) {
        turn.progress("looking at " + turn.target(), 0.25);
        turn.onEnd(() -> {
            stopped = true;
            rounds.release();
        });
        began.countDown();
        rounds.acquireUninterruptibly();
        if (broken) {
            throw new NoClassDefFoundError("<gone>");
        }
        if (!failure.isEmpty()) {
            throw new LabException.NoConclusion(failure);
        }
        int count = ++shown;
        turn.show("Seen <b>" + count + "</b> times.", refresh -> page(count, refresh));
    }

    private Page.Document page(int count, Duration refresh) {
        return new Page(id, "page of " + id)
                .live(refresh)
                .render(html -> html.element("p", "page of " + id + ", number " + count));
    }
}
