package dev.cistern.pool;

/**
 * Is told of each misuse of a pool, by the thread that was caught, in the middle of its call.
 *
 * <p>A listener may throw: an unchecked exception reaches the caller of the pool where there is one. The pool is sound
 * either way.
 */
@FunctionalInterface
public interface MisuseListener {
    /**
     * Takes note of a misuse.
     *
     * @param misuse what was found
     */
    void onMisuse(Misuse misuse);
}
