package dev.cistern.bench.pool;

import dev.cistern.pool.PoolPolicy;

/** Policies that leave an object as it is, as the peers do; a class each, as different types in a program have. */
final class Keeping {
    private Keeping() {}

    static PoolPolicy<Object> policy(Kind kind) {
        return switch (kind) {
            case BYTES -> new Bytes();
            case BUILDER -> new Builder();
            case LONGS -> new Longs();
        };
    }

    private static final class Bytes implements PoolPolicy<Object> {
        @Override
        public Object create() {
            return Kind.BYTES.create();
        }

        @Override
        public boolean reset(Object object) {
            return true;
        }
    }

    private static final class Builder implements PoolPolicy<Object> {
        @Override
        public Object create() {
            return Kind.BUILDER.create();
        }

        @Override
        public boolean reset(Object object) {
            return true;
        }
    }

    private static final class Longs implements PoolPolicy<Object> {
        @Override
        public Object create() {
            return Kind.LONGS.create();
        }

        @Override
        public boolean reset(Object object) {
            return true;
        }
    }
}
