package dev.cistern.pool;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A policy made of two functions; a record, so that the JIT compiler may trust its fields. */
record FunctionPolicy<T>(Supplier<? extends T> creator, Predicate<? super T> resetter) implements PoolPolicy<T> {
    FunctionPolicy {
        Objects.requireNonNull(creator, "create must not be null: it makes the objects of the pool");
        Objects.requireNonNull(resetter, "reset must not be null: stale state is the classic defect of pooled objects");
    }

    @Override
    public T create() {
        return creator.get();
    }

    @Override
    public boolean reset(T object) {
        return resetter.test(object);
    }
}
