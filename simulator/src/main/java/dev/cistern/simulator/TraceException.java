package dev.cistern.simulator;

import java.io.Serial;

/** A trace or its description cannot be used; the message says what was found, where, and what was expected. */
public final class TraceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A failure without another behind it.
     *
     * @param message what is shown to the user
     */
    public TraceException(String message) {
        super(message);
    }

    TraceException(String message, Throwable cause) {
        super(message, cause);
    }
}
