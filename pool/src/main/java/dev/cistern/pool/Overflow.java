package dev.cistern.pool;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The overflow stacks of a pool: a thread has one it tries first, then the others in turn. */
final class Overflow {
    private final OverflowStack[] stacks;

    Overflow(StripeLayout layout) {
        stacks = new OverflowStack[layout.stacks()];
        for (int i = 0; i < stacks.length; i++) {
            stacks[i] = new OverflowStack(layout.stackCapacity());
        }
    }

    /** Takes from the first stack that has something and is not busy. */
    @Nullable
    Object take(int home) {
        int start = home / Stripes.STRIDE;
        for (int i = 0; i < stacks.length; i++) {
            Object taken = stacks[(start + i) & (stacks.length - 1)].tryPop();
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /** Puts on the first stack that is neither full nor busy; false if all are. */
    boolean put(int home, Object object) {
        int start = home / Stripes.STRIDE;
        for (int i = 0; i < stacks.length; i++) {
            if (stacks[(start + i) & (stacks.length - 1)].tryPush(object)) {
                return true;
            }
        }
        return false;
    }

    void drain(Consumer<Object> sink) {
        for (OverflowStack stack : stacks) {
            stack.drain(sink);
        }
    }

    int retained() {
        int retained = 0;
        for (OverflowStack stack : stacks) {
            retained += stack.size();
        }
        return retained;
    }
}
