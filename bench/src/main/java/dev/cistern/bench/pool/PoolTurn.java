package dev.cistern.bench.pool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The loop that measures a contender.
 *
 * <p>For each contender this class is defined once more as a hidden class, with the contender in a static final field: so
 * each has its own compiled loop and its own profile, as if it were alone, and the JIT compiler knows it as a constant.
 */
final class PoolTurn implements PoolTurnRounds.Loop {
    private static final Contender SUBJECT = subject();
    private static final int BATCH = 256;
    private static final String METHOD = System.getProperty(PoolTurnRounds.METHOD, "cycle");
    private static final boolean SEVERAL = METHOD.equals("several");
    private static final boolean PARTLY = METHOD.equals("partly");

    PoolTurn() {}

    private static Contender subject() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", Contender.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@return a loop of its own for a contender} */
    static PoolTurnRounds.Loop of(Contender contender) throws IOException, ReflectiveOperationException {
        try (InputStream stream = PoolTurn.class.getResourceAsStream("PoolTurn.class")) {
            if (stream == null) {
                throw new IOException("the class file of " + PoolTurn.class + " is missing from the class path");
            }
            return (PoolTurnRounds.Loop) MethodHandles.lookup()
                    .defineHiddenClassWithClassData(stream.readAllBytes(), contender, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }

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
