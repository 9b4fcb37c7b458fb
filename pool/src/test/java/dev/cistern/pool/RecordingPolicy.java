package dev.cistern.pool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A policy whose calls can be looked at, and whose objects have state to reset. */
final class RecordingPolicy implements PoolPolicy<RecordingPolicy.Item> {
    final AtomicInteger created = new AtomicInteger();
    final List<Item> destroyed = new CopyOnWriteArrayList<>();

    /** An object with state. */
    static final class Item {
        final int number;
        String text = "";
        long weight = 1;
        boolean broken;

        Item(int number) {
            this.number = number;
        }
    }

    @Override
    public Item create() {
        return new Item(created.incrementAndGet());
    }

    @Override
    public boolean reset(Item item) {
        item.text = "";
        return !item.broken;
    }

    @Override
    public long weigh(Item item) {
        return item.weight;
    }

    @Override
    public void destroy(Item item) {
        destroyed.add(item);
    }
}
