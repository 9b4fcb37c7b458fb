package dev.cistern.bench.pool;

import java.lang.invoke.MethodHandles;
import java.util.function.IntConsumer;
import org.openjdk.jmh.infra.Blackhole;

/** What a virtual thread does with a pool; each contender has a copy of this class, see {@link Specialized}. */
final class VirtualWork implements IntConsumer {
    private static final Contender SUBJECT = Specialized.subject(MethodHandles.lookup());

    private static final Blackhole SINK = PoolTurnRounds.blackhole();

    VirtualWork() {}

    @Override
    public void accept(int uses) {
        for (int i = 0; i < uses; i++) {
            Object item = SUBJECT.acquire();
            SINK.consume(SUBJECT.touch(Kind.BYTES, item));
            // What the compiler sees go nowhere it need not allocate.
            SINK.consume(item);
            SUBJECT.release(item);
        }
    }
}
