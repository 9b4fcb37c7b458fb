package dev.cistern.bench.pool;

import org.openjdk.jmh.infra.Blackhole;

/** Three pools of different types, used one after the other in each operation. */
record Trio(Contender bytes, Contender builders, Contender longs) implements Contender {
    @Override
    public Object acquire() {
        throw new UnsupportedOperationException("three pools are only measured by use()");
    }

    @Override
    public void release(Object item) {
        throw new UnsupportedOperationException("three pools are only measured by use()");
    }

    @Override
    public void use(Kind kind, boolean clear, Blackhole sink) {
        bytes.use(Kind.BYTES, clear, sink);
        builders.use(Kind.BUILDER, clear, sink);
        longs.use(Kind.LONGS, clear, sink);
    }
}
