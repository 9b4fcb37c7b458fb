package dev.cistern.experiments.truth;

import org.jspecify.annotations.Nullable;

/** A {@link Ticket}, which somebody locks. */
final class TicketSite extends IdentitySite<Ticket> {
    private final Gate gate;
    private long number;
    private @Nullable Ticket last;

    TicketSite() {
        super("ticket", Ticket.class, "issue");
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
    Ticket make() {
        return issue();
    }

    @Override
    long use(Ticket ticket) {
        return gate.pass(ticket);
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
        ticket.number = checksum() + (last == null ? 0 : last.number);
        return ticket;
    }
}
