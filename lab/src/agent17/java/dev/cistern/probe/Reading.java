package dev.cistern.probe;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the bytes of classes as they are, with what other agents have changed, and leaves the classes alone.
 *
 * <p>The JVM shows the bytes of a loaded class only to those who are about to change it, and even a change to the very same
 * bytes makes it throw compiled code away. So each class is offered a file that ends after its first word, which the JVM
 * refuses before it has touched anything.
 */
final class Reading implements ClassFileTransformer {
    private static final byte[] TORN = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};

    private final Map<Class<?>, byte[]> taken = new HashMap<>();
    private @Nullable Class<?> wanted;

    private Reading() {}

    /** {@return the bytes of these classes by name, without those that the JVM does not show} */
    static Map<String, byte[]> of(Collection<Class<?>> types, Instrumentation instrumentation) {
        Reading reading = new Reading();
        instrumentation.addTransformer(reading, true);
        try {
            types.forEach(type -> reading.read(type, instrumentation));
        } finally {
            instrumentation.removeTransformer(reading);
        }
        return reading.byName();
    }

    private void read(Class<?> type, Instrumentation instrumentation) {
        want(type);
        try {
            instrumentation.retransformClasses(type);
        } catch (LinkageError | InternalError | UnsupportedOperationException | UnmodifiableClassException refused) {
            // As it is meant, or a class that can't be exchanged later either.
        } finally {
            want(null);
        }
    }

    private synchronized void want(@Nullable Class<?> type) {
        wanted = type;
    }

    private synchronized Map<String, byte[]> byName() {
        Map<String, byte[]> named = new HashMap<>();
        taken.forEach((type, bytes) -> named.put(type.getName(), bytes));
        return named;
    }

    @Override
    public synchronized byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (type == null
                || type != wanted
                || !type.getName().replace('.', '/').equals(internalName)
                || taken.putIfAbsent(type, bytes) != null) {
            return null;
        }
        return TORN;
    }
}
