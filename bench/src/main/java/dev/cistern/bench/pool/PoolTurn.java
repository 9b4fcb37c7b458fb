package dev.cistern.bench.pool;

import java.lang.invoke.MethodHandles;
import org.openjdk.jmh.infra.Blackhole;

/** The loop that measures a contender on platform threads; each contender has a copy of this class, see {@link Specialized}. */
final class PoolTurn implements PoolTurnRounds.Loop {
    private static final Contender SUBJECT = Specialized.subject(MethodHandles.lookup());
    private static final int BATCH = 256;
    private static final String METHOD = System.getProperty(PoolTurnRounds.METHOD, "cycle");
    private static final boolean SEVERAL = METHOD.equals("several");
    private static final boolean PARTLY = METHOD.equals("partly");

    PoolTurn() {}

    @Override
    public long run(long until, PoolWork.Hands hands, Blackhole sink) {
        long operations = 0;
        do {
            for (int i = 0; i < BATCH; i++) {
                if (SEVERAL) {
                    PoolWork.several(SUBJECT, hands, sink);
                } else if (PARTLY) {
                    PoolWork.partly(SUBJECT, hands, sink);
                } else {
                    PoolWork.cycle(SUBJECT, sink);
                }
            }
            operations += BATCH;
        } while (System.nanoTime() < until);
        return operations;
    }
}
