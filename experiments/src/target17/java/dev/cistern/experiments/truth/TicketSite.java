package dev.cistern.experiments.truth;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Ticket}, 10,000 a second, which somebody locks behind an interface, where no class file tells of it: a pool must
 * not have it.
 */
final class TicketSite implements Site {
    private final Gate gate;
    private long number;
    private long checksum;
    private @Nullable Ticket last;

    TicketSite() {
        // Either could be meant as far as the code that calls it tells.
        gate = System.nanoTime() == 0 ? admitted -> 0 : new LockedGate();
    }

    /** Whoever lets tickets pass. */
    private interface Gate {
        long pass(Object ticket);
    }

    private static final class LockedGate implements Gate {
        private long passed;

        @Override
        public long pass(Object ticket) {
            synchronized (ticket) {
                return ++passed;
            }
        }
    }

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public String className() {
        return Ticket.class.getName();
    }

    @Override
    public String method() {
        return "issue";
    }

    @Override
    public int objectsPerSecond() {
        return 10_000;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            checksum += gate.pass(issue());
        }
    }

    private Ticket issue() {
        Ticket ticket = new Ticket();
        ticket.number = number++;
        last = ticket;
        return ticket;
    }

    @Override
    public Object specimen() {
        Ticket ticket = new Ticket();
        ticket.number = checksum + (last == null ? 0 : last.number);
        return ticket;
    }
}
