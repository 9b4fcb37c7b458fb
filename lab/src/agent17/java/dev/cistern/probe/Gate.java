package dev.cistern.probe;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What instrumented code calls: it passes an object on while somebody looks, and else does nothing.
 *
 * <p>Instrumented code gets hold of it by a constant that only names types of the JDK, so that it works from every
 * class loader and module. It is never null and never replaced: code that was on a stack when the instrumentation was
 * taken back may still call it afterwards.
 *
 * <p>Concurrency: the field is plain on purpose. A thread that sees it late reports an object too few or too many, and
 * a stronger read would cost where nobody looks, which is most of the time.
 */
public final class Gate implements ObjIntConsumer<Object> {
    /** The only one. */
    public static final Gate GATE = new Gate();

    private @Nullable ObjIntConsumer<Object> open;

    private Gate() {}

    /** Passes everything on to this from now on; to nobody when it is null. */
    void set(@Nullable ObjIntConsumer<Object> watcher) {
        open = watcher;
    }

    @Override
    public void accept(Object object, int code) {
        ObjIntConsumer<Object> watcher = open;
        if (watcher != null) {
            watcher.accept(object, code);
        }
    }
}
