package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Node;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a store bucket by bucket. Weakly consistent: what is there all the time is shown once, what comes or goes
 * meanwhile at most once.
 */
final class EntryIterator<K, V> implements Iterator<Entry<K, V>> {
    private final CacheMap<K, V> map;
    private final StripedStore store;
    private final @Nullable Node[] buckets;
    private final List<Node> nodes = new ArrayList<>();
    private int bucket;
    private int position;
    private @Nullable Entry<K, V> next;
    private @Nullable K last;

    EntryIterator(CacheMap<K, V> map, StripedStore store) {
        this.map = map;
        this.store = store;
        buckets = store.buckets();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (position == nodes.size()) {
                if (bucket == buckets.length) {
                    return false;
                }
                nodes.clear();
                position = 0;
                NodeTable.collect(buckets, bucket++, nodes);
            } else {
                next = entry(nodes.get(position++));
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Entry<K, V> entry(Node node) {
        Object key = node.key();
        Object value = key == null ? null : store.peek(node, key, node.hash());
        return key == null || value == null ? null : map.entry((K) key, (V) value);
    }

    @Override
    public Entry<K, V> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Entry<K, V> shown = next;
        next = null;
        last = shown.getKey();
        return shown;
    }

    @Override
    public void remove() {
        if (last == null) {
            throw new IllegalStateException("call next() before remove()");
        }
        map.remove(last);
        last = null;
    }
}
