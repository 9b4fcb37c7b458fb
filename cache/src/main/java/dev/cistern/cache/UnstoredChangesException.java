package dev.cistern.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown when a cache is closed and the store behind it did not take everything in time; nothing is lost silently. */
public final class UnstoredChangesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<? extends StoreChange<?, ?>> changes;

    UnstoredChangesException(String message, List<? extends StoreChange<?, ?>> changes, @Nullable Throwable cause) {
        super(message, cause);
        this.changes = changes;
    }

    /**
     * {@return what was not confirmed by the store, the oldest first; empty if this exception was serialized}
     *
     * <p>Some of it may be in the store all the same, if the writer did not return.
     */
    @SuppressWarnings("ConstantValue") // transient
    public List<? extends StoreChange<?, ?>> changes() {
        return changes == null ? List.of() : changes;
    }
}
