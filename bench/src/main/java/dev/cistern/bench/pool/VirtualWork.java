package dev.cistern.bench.pool;

import java.lang.invoke.MethodHandles;
import java.util.function.IntConsumer;

/** What a virtual thread does with a pool; each contender has a copy of this class, see {@link Specialized}. */
final class VirtualWork implements IntConsumer {
    private static final Contender SUBJECT = Specialized.subject(MethodHandles.lookup());

    @SuppressWarnings("UnusedVariable") // written so that what is touched is not optimised away
    private static volatile int blackHole;

    VirtualWork() {}

    @Override
    public void accept(int uses) {
        int touched = 0;
        for (int i = 0; i < uses; i++) {
            Object item = SUBJECT.acquire();
            touched += SUBJECT.touch(Kind.BYTES, item);
            SUBJECT.release(item);
        }
        if (touched == Integer.MIN_VALUE) {
            blackHole = touched;
        }
    }
}
