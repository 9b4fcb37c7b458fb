package dev.cistern.probe;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one object in so many of each watched site, from its birth to the collection that finds it dead.
 *
 * <p>It looks by turns: for a short while every call of instrumented code arrives here, then the gate is shut for a
 * longer one, so that what looking costs is a fraction of what it would. Objects that were born while it looked stay
 * followed; whether they were found dead shows at every collection.
 *
 * <p>Concurrency: {@link #accept} runs on the target's threads, all else on one thread of the probe, and the orders under
 * the lock of the agent. Counters of the target's threads are plain: that one object in so many is followed need not be
 * exact.
 */
final class Watch implements ObjIntConsumer<Object> {
    static final int BORN = 0;
    static final int SEEN = 1;
    static final int KEY = 2;
    static final int LOCK = 3;
    static final int STATIC = 4;

    /** The number that stands for any group: the code does not tell the type of what it has in hand. */
    private static final int ANY = 255;

    private static final int MOST_FOLLOWED = 4096;
    private static final long OPEN_NANOS = 50_000_000L;
    private static final long SHUT_NANOS = 950_000_000L;
    private static final long END_PATIENCE_MILLIS = 5_000;
    /** One call in so many is timed, so that the probe can say what it costs. */
    private static final int TIMED = 256;

    /** What takes longer was a thread that had to wait meanwhile, for a collection or for its turn. */
    private static final long LONGEST_NANOS = 2_000;

    private static final int WARM_UP = 20_000;

    private final Consumer<@Nullable ObjIntConsumer<Object>> gate;
    private final Runnable overdue;
    private final long limitNanos;
    private final int every;
    private final int[] left;
    private final int[] groupOf;
    private final Group[] groups;
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final Queue<Followed> newborn = new ConcurrentLinkedQueue<>();
    private final List<Followed> outstanding = new ArrayList<>();
    private final List<Followed> dead = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "cistern-probe");
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile int followed;
    private volatile int collections;
    private volatile WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
    private int calls;
    private int timedCalls;
    private long timedNanos;
    private long openNanos;

    /**
     * A watch that has not begun.
     *
     * @param plan a line {@code every N SECONDS}, after so many of which nobody is going to end it any more, and one
     *     {@code site GROUP CLASS} for each site in the order of their numbers
     * @param gate takes who is to be told of objects, or null for nobody
     * @param overdue takes the probe back when nobody has ended it
     */
    Watch(List<String> plan, Consumer<@Nullable ObjIntConsumer<Object>> gate, Runnable overdue) {
        this.gate = gate;
        this.overdue = overdue;
        int sites = plan.size() - 1;
        String[] first = plan.get(0).split(" ", -1);
        every = Integer.parseInt(first[1]);
        limitNanos = Long.parseLong(first[2]) * 1_000_000_000L;
        left = new int[sites];
        groupOf = new int[sites];
        Group[] found = new Group[sites];
        int count = 0;
        for (int i = 0; i < sites; i++) {
            String[] words = plan.get(i + 1).split(" ", -1);
            groupOf[i] = Integer.parseInt(words[1]);
            if (found[groupOf[i]] == null) {
                found[groupOf[i]] = new Group(words[2]);
                count++;
            }
        }
        groups = new Group[count];
        System.arraycopy(found, 0, groups, 0, count);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /** Ends it and tells what was seen: lines of objects, then {@code cost}; nothing the second time. */
    List<String> end() {
        if (ended) {
            return List.of();
        }
        ended = true;
        gate.accept(null);
        if (Thread.currentThread() != thread) {
            awaitThread();
        }
        List<String> lines = new ArrayList<>();
        dead.forEach(one -> lines.add(one.line()));
        outstanding.forEach(one -> lines.add(one.line()));
        lines.add("cost " + calls + " " + timedCalls + " " + timedNanos + " " + openNanos + " " + collections);
        return lines;
    }

    /** {@return what went wrong while it watched; null where nothing did} */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private void awaitThread() {
        thread.interrupt();
        try {
            thread.join(END_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(Object object, int code) {
        try {
            if ((++calls & (TIMED - 1)) != 0) {
                watched(object, code);
                return;
            }
            long begun = System.nanoTime();
            watched(object, code);
            timedNanos += Math.min(System.nanoTime() - begun, LONGEST_NANOS);
            timedCalls++;
        } catch (Throwable thrown) { // the target's own thread is here, and must not be harmed
            failure = thrown;
        }
    }

    @SuppressWarnings("NullableProblems") // instrumented code may well have a null in hand
    private void watched(@Nullable Object object, int code) {
        if (object == null) {
            return;
        }
        int kind = code >>> 24;
        if (kind == BORN) {
            born(object, code & 0xff);
            return;
        }
        Group group = group(object, code & 0xff);
        Followed one = group == null ? null : group.followed(object);
        if (one != null) {
            one.used(kind, (code >>> 8) & 0xffff, System.nanoTime());
        }
    }

    private @Nullable Group group(Object object, int number) {
        Class<?> type = object.getClass();
        if (number != ANY) {
            Group group = groups[number];
            return group.is(type) ? group : null;
        }
        for (Group group : groups) {
            if (group.is(type)) {
                return group;
            }
        }
        return null;
    }

    private void born(Object object, int site) {
        int after = left[site] - 1;
        left[site] = after > 0 ? after : every;
        if (after > 0 || followed >= MOST_FOLLOWED) {
            return;
        }
        Group group = groups[groupOf[site]];
        if (!group.accepts(object.getClass())) {
            return;
        }
        long now = System.nanoTime();
        // A collection that cleared the canary was over when this was born, though nobody has counted it yet.
        int before = collections + (canary.refersTo(null) ? 1 : 0);
        Followed one = new Followed(object, queue, site, now, before);
        if (group.add(one, now)) {
            newborn.add(one);
        }
    }

    /** Lets the compiler have the search before anybody waits for it. */
    private static int warmUp() {
        Object object = new Object();
        Group group = new Group("");
        ReferenceQueue<Object> none = new ReferenceQueue<>();
        for (int i = 0; i < Group.SIZE; i++) {
            group.add(new Followed(new Object(), none, 0, 0, 0), 0);
        }
        int found = 0;
        for (int i = 0; i < WARM_UP; i++) {
            found += group.followed(object) == null ? 0 : 1;
        }
        return found;
    }

    private void run() {
        try {
            look();
        } catch (Throwable thrown) { // the JVM would print it on the target's error output
            failure = thrown;
            gate.accept(null);
        }
    }

    private void look() {
        boolean open = warmUp() > 0;
        long begun = System.nanoTime();
        long until = begun;
        while (!ended && failure == null) {
            long now = System.nanoTime();
            if (now - begun > limitNanos) {
                overdue.run();
                return; // the gate may be another watch's by now
            }
            if (now - until >= 0) {
                open = !open;
                until = now + (open ? OPEN_NANOS : SHUT_NANOS);
                gate.accept(open ? this : null);
                openNanos += open ? OPEN_NANOS : 0;
            }
            try {
                Reference<?> found = queue.remove(Math.max(1, (until - now) / 1_000_000));
                if (found != null) {
                    drain(found);
                }
            } catch (InterruptedException e) {
                break;
            }
        }
        gate.accept(null);
        adopt();
    }

    private void drain(Reference<?> first) {
        long now = System.nanoTime();
        boolean collected = false;
        for (Reference<?> found = first; found != null; found = queue.poll()) {
            if (found instanceof Followed one) {
                one.died(now);
            } else {
                collected = true; // there is nothing else in the queue but the canary
            }
        }
        adopt();
        if (collected) {
            canary = new WeakReference<>(new Object(), queue);
            int collection = collections + 1; // by this thread alone
            collections = collection;
            outstanding.forEach(one -> {
                if (!one.isGone()) {
                    one.survived(collection, now);
                }
            });
        }
        outstanding.removeIf(one -> one.isGone() && dead.add(one));
    }

    private void adopt() {
        for (Followed one = newborn.poll(); one != null; one = newborn.poll()) {
            outstanding.add(one);
        }
        followed = outstanding.size() + dead.size();
    }
}
