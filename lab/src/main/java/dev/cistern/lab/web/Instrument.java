package dev.cistern.lab.web;

/**
 * One of the instruments of the page. {@link #observe} is called again and again, by one thread, and may be of a new JVM each
 * time.
 */
public interface Instrument {
    /** {@return its name in addresses: small letters, {@code gc}} */
    String id();

    /** {@return its name for people, a few words} */
    String title();

    /** {@return what it tells, a sentence} */
    String purpose();

    /** {@return whether it takes its turn by itself, and not only when somebody asks for it} */
    default boolean byItself() {
        return true;
    }

    /**
     * Observes for one turn and shows what it sees; blocks until that is over or the turn is ended.
     *
     * @param turn what to observe, and where to show it
     * @throws dev.cistern.lab.LabException if it can't; the page shows the message
     */
    void observe(Turn turn);
}
