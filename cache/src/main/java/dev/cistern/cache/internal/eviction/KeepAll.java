package dev.cistern.cache.internal.eviction;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The policy of a cache without a bound: it ranks nothing and remembers nothing. */
public final class KeepAll implements EvictionPolicy {
    private int live;

    /** Makes a policy without nodes. */
    public KeepAll() {}

    @Override
    public void onMiss(int hash) {}

    @Override
    public void admit(Node node) {
        live++;
    }

    @Override
    public @Nullable Node evict() {
        return null;
    }

    @Override
    public void remove(Node node) {
        live--;
    }

    @Override
    public void resize(long capacity) {}

    @Override
    public int size() {
        return live;
    }

    @Override
    public void forEach(Consumer<Node> sink) {
        // It knows none of them.
    }
}
