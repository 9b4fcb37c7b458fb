package dev.cistern.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a store has not confirmed, at most one waiting and one being written for each key. Single-threaded.
 *
 * <p>A change has the number of the oldest one that it stands for, and changes are written in the order of their numbers: so all up
 * to a number are stored once the oldest that is left has a higher one.
 */
final class ChangeQueue<K, V> {
    private Map<K, Numbered<K, V>> waiting = new LinkedHashMap<>();
    private final Map<K, Numbered<K, V>> writing = new LinkedHashMap<>();
    private long last;

    private record Numbered<K, V>(long number, StoreChange<K, V> change) {}

    /** Adds a change; {@return whether it took the place of an older one that had not been written} */
    boolean add(StoreChange<K, V> change) {
        Numbered<K, V> older = waiting.get(change.key());
        waiting.put(change.key(), new Numbered<>(older == null ? ++last : older.number, change));
        return older != null;
    }

    /** {@return whether a change of a key adds to what is waiting} */
    boolean wouldGrow(K key) {
        return !waiting.containsKey(key);
    }

    /** {@return the newest unconfirmed change of a key; null if there is none} */
    @Nullable
    StoreChange<K, V> pending(K key) {
        Numbered<K, V> found = waiting.get(key);
        if (found == null) {
            found = writing.get(key);
        }
        return found == null ? null : found.change;
    }

    int waiting() {
        return waiting.size();
    }

    int size() {
        return waiting.size() + writing.size();
    }

    /** {@return the number of the newest change} */
    long last() {
        return last;
    }

    /** {@return the number of the oldest change that is not confirmed} */
    long oldest() {
        Map<K, Numbered<K, V>> first = writing.isEmpty() ? waiting : writing;
        return first.isEmpty() ? Long.MAX_VALUE : first.values().iterator().next().number;
    }

    /** Takes the oldest changes to be written. What was taken before has been confirmed or put back. */
    List<StoreChange<K, V>> take(int most) {
        Iterator<Entry<K, Numbered<K, V>>> entries = waiting.entrySet().iterator();
        while (writing.size() < most && entries.hasNext()) {
            Entry<K, Numbered<K, V>> entry = entries.next();
            writing.put(entry.getKey(), entry.getValue());
            entries.remove();
        }
        return changes(writing);
    }

    private static <K, V> List<StoreChange<K, V>> changes(Map<K, Numbered<K, V>> of) {
        List<StoreChange<K, V>> changes = new ArrayList<>(of.size());
        of.values().forEach(numbered -> changes.add(numbered.change));
        return List.copyOf(changes);
    }

    /** Takes note that what was taken is stored; {@return how many changes} */
    int confirm() {
        int count = writing.size();
        writing.clear();
        return count;
    }

    /** Puts back what was taken and could not be written; {@return how many changes were replaced by newer ones} */
    int putBack() {
        int replaced = 0;
        Map<K, Numbered<K, V>> all = new LinkedHashMap<>();
        for (Numbered<K, V> taken : writing.values()) {
            K key = taken.change.key();
            Numbered<K, V> newer = waiting.remove(key);
            replaced += newer == null ? 0 : 1;
            all.put(key, newer == null ? taken : new Numbered<>(taken.number, newer.change));
        }
        writing.clear();
        all.putAll(waiting);
        waiting = all;
        return replaced;
    }

    /** {@return all that is not confirmed, as it would have been written} */
    List<StoreChange<K, V>> unconfirmed() {
        putBack();
        return changes(waiting);
    }
}
