package dev.cistern.lab.web;

import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.function.Function;

/** The turn of an instrument, in which no other observes the JVM. Used by the thread of the instrument. */
public interface Turn {
    /** {@return the JVM's process id} */
    long pid();

    /** {@return the JVM as people call it} */
    String target();

    /** {@return how long to observe} */
    Duration duration();

    /**
     * Says how far it has come.
     *
     * @param phase what is being done, a few words
     * @param fraction how much of the whole is done, 0 to 1
     */
    void progress(String phase, double fraction);

    /**
     * Shows what was seen up to now.
     *
     * @param headline what it says, a sentence
     * @param page makes the page, given how often it is to ask for a newer one; called by other threads, several times
     */
    void show(String headline, Function<Duration, Page.Document> page);

    /**
     * Says how to end the observation early.
     *
     * @param stop returns at once; called by another thread, at once where the turn is over already
     */
    void onEnd(Runnable stop);
}
