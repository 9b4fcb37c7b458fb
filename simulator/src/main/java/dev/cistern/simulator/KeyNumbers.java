package dev.cistern.simulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gives keys their numbers in the order of their first appearance, and collects the requests. */
final class KeyNumbers {
    private static final int FIRST_LENGTH = 1 << 12;
    /** Leaves room for the array's header. */
    private static final int MOST_REQUESTS = Integer.MAX_VALUE - 8;

    private long[] known = new long[FIRST_LENGTH];
    private int[] numbers = new int[FIRST_LENGTH];
    private final Map<String, Integer> texts = new HashMap<>();
    private int distinct;
    private int[] requests = new int[FIRST_LENGTH];
    private int size;

    void add(long key) {
        int at = place(key);
        if (numbers[at] == 0) {
            known[at] = key;
            numbers[at] = ++distinct;
            append(distinct - 1);
            if (2L * distinct > numbers.length) {
                grow();
            }
        } else {
            append(numbers[at] - 1);
        }
    }

    /** Texts and numbers must not be mixed in one trace. */
    void add(String key) {
        append(texts.computeIfAbsent(key, unseen -> distinct++));
    }

    int size() {
        return size;
    }

    private void append(int number) {
        if (size == requests.length) {
            if (size == MOST_REQUESTS) {
                throw new TraceException("a trace can have at most " + MOST_REQUESTS
                        + " requests, but this one has more; cut it into parts");
            }
            requests = Arrays.copyOf(requests, (int) Math.min(MOST_REQUESTS, size * 2L));
        }
        requests[size++] = number;
    }

    private int place(long key) {
        int mask = numbers.length - 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (numbers[at] != 0 && known[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKnown = known;
        int[] oldNumbers = numbers;
        known = new long[oldKnown.length * 2];
        numbers = new int[oldNumbers.length * 2];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int at = place(oldKnown[i]);
                known[at] = oldKnown[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    Trace trace(String name) {
        return new Trace(name, Arrays.copyOf(requests, size), distinct);
    }
}
