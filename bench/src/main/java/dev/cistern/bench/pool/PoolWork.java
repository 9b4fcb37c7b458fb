package dev.cistern.bench.pool;

import org.openjdk.jmh.infra.Blackhole;

/** What is done with a pool in one operation; inlined into whatever measures it. */
final class PoolWork {
    static final String CONTENDER = "bench.contender";
    static final String KIND = "bench.kind";
    static final String CLEAR = "bench.clear";
    static final String HELD = "bench.held";
    static final String HIT_PERCENT = "bench.hitPercent";

    static final Kind OF = Kind.valueOf(System.getProperty(KIND, "BYTES"));
    static final boolean CLEARED = Boolean.getBoolean(CLEAR);
    private static final int AT_ONCE = Integer.getInteger(HELD, 1);
    private static final int HITS = Integer.getInteger(HIT_PERCENT, 100);

    private PoolWork() {}

    /** What one thread holds. */
    static final class Hands {
        private final Object[] items = new Object[8];
        private int credit;
    }

    /** Acquires, touches and releases one object. */
    static void cycle(Contender subject, Blackhole sink) {
        subject.use(OF, CLEARED, sink);
    }

    /** Acquires several objects before the first is released. */
    static void several(Contender subject, Hands hands, Blackhole sink) {
        Object[] items = hands.items;
        for (int i = 0; i < AT_ONCE; i++) {
            Object item = subject.acquire();
            sink.consume(subject.touch(OF, item));
            sink.consume(subject.payload(item));
            items[i] = item;
        }
        for (int i = AT_ONCE - 1; i >= 0; i--) {
            subject.release(items[i]);
        }
    }

    /** Releases only some of the objects, evenly spread, so that of the acquires the same share finds one. */
    static void partly(Contender subject, Hands hands, Blackhole sink) {
        Object item = subject.acquire();
        sink.consume(subject.touch(OF, item));
        sink.consume(subject.payload(item));
        hands.credit += HITS;
        if (hands.credit >= 100) {
            hands.credit -= 100;
            subject.release(item);
        } else {
            subject.drop(item);
        }
    }
}
