package dev.cistern.pool.junit;

import dev.cistern.pool.Misuse;
import java.util.List;
import java.util.stream.Collectors;

/** Fails a test that misused a pool; the message has the whole report of each misuse. */
public final class PoolMisuseError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<Misuse> misuses;

    PoolMisuseError(List<Misuse> misuses) {
        super(message(misuses));
        this.misuses = List.copyOf(misuses);
    }

    /** {@return what the test did wrong, in the order in which it was found} */
    public List<Misuse> misuses() {
        return misuses;
    }

    private static String message(List<Misuse> misuses) {
        String count = misuses.size() == 1 ? "a pool was misused:\n" : misuses.size() + " misuses of pools:\n";
        return misuses.stream().map(Misuse::message).collect(Collectors.joining("\n", count, ""));
    }
}
