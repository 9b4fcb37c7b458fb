package dev.cistern.lab.recording;

import java.util.List;

/**
 * Takes in the samples of a profile one by one, so that a reader need not keep them.
 *
 * <p>A frame is text: class and method, {@code java.util.HashMap.put}. What is no Java method carries the mark that
 * async-profiler gives it: {@link #CLASS_MARK} an allocated or locked class, {@link #KERNEL_MARK} the kernel's code.
 */
public interface ProfileSink {
    /** Ends the name of a class that stands as the innermost frame. */
    String CLASS_MARK = "_[i]";

    /** Ends the name of a function of the kernel. */
    String KERNEL_MARK = "_[k]";

    /**
     * Makes a stack known.
     *
     * @param frames its frames, outermost first
     * @return the number by which {@link #add} knows it; the same for equal stacks
     */
    int stack(List<String> frames);

    /**
     * Adds samples to a stack.
     *
     * @param stack its number
     * @param weight by how much its weight grows; may be negative to take back what was added before
     * @param samples by how many samples
     */
    void add(int stack, double weight, long samples);
}
