package dev.cistern.experiments.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** The sessions that are open; each ends some seconds after it was opened. */
final class SessionStore {
    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final int HISTORY = 128;

    /** What is kept of one visitor. */
    private static final class Session {
        private final int customer;
        private final long openedNanos;
        private final long[] visitedPages = new long[HISTORY];

        Session(int customer, long openedNanos) {
            this.customer = customer;
            this.openedNanos = openedNanos;
            visitedPages[0] = customer;
        }
    }

    private final Deque<Session> oldestFirst = new ArrayDeque<>();

    synchronized void open(int customer, long now) {
        for (Session oldest = oldestFirst.peek();
                oldest != null && now - oldest.openedNanos > LIFE_NANOS;
                oldest = oldestFirst.peek()) {
            oldestFirst.remove();
        }
        oldestFirst.add(new Session(customer, now));
    }

    /** {@return the number of visits of one customer among the open sessions} */
    synchronized long visits(int customer) {
        return oldestFirst.stream()
                .filter(session -> session.customer == customer)
                .count();
    }
}
