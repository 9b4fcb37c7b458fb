package dev.cistern.simulator;

import java.util.List;

/**
 * Requests in their order. Keys are numbers from 0 in the order of their first appearance, since which keys come again, and
 * when, is all that a policy can see.
 *
 * <p>Immutable as long as nobody writes to the array. Memory: 4 bytes a request.
 */
public final class Trace {
    private final String name;
    private final int[] keys;
    private final int distinct;

    Trace(String name, int[] keys, int distinct) {
        this.name = name;
        this.keys = keys;
        this.distinct = distinct;
    }

    /**
     * A trace of keys of any kind.
     *
     * @param name what to call it in reports
     * @param requests the keys in the order of the requests
     * @return the trace
     */
    public static Trace of(String name, long[] requests) {
        KeyNumbers numbers = new KeyNumbers();
        for (long request : requests) {
            numbers.add(request);
        }
        return numbers.trace(name);
    }

    /**
     * Reads a file or generates what is described.
     *
     * @param source a file, or a description such as {@code zipf:0.99}; see {@link GeneratedTrace}
     * @return the trace
     * @throws TraceException if there is no such file, it is damaged, or the description is wrong
     */
    public static Trace of(String source) {
        return GeneratedTrace.isDescription(source) ? GeneratedTrace.generate(source) : TraceFile.read(source);
    }

    /**
     * Several traces one after the other, which share keys of the same number.
     *
     * @param name what to call it
     * @param parts the traces, at least one
     * @return their requests in order
     */
    public static Trace joined(String name, List<Trace> parts) {
        KeyNumbers numbers = new KeyNumbers();
        for (Trace part : parts) {
            for (int key : part.keys) {
                numbers.add(key);
            }
        }
        return numbers.trace(name);
    }

    /** {@return what it is called in reports} */
    public String name() {
        return name;
    }

    /** {@return how many requests there are} */
    public int requests() {
        return keys.length;
    }

    /** {@return how many different keys there are} */
    public int distinct() {
        return distinct;
    }

    /**
     * The key of one request.
     *
     * @param request from 0 to one less than {@link #requests}
     * @return the key's number, from 0 to one less than {@link #distinct}
     */
    public int key(int request) {
        return keys[request];
    }
}
