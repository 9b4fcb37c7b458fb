package dev.cistern.bench.pool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/**
 * Makes a copy of a class for each contender.
 *
 * <p>The copy is a hidden class with the contender in a static final field. So each contender has compiled code and a
 * profile of its own, as if it were alone in the JVM, and the JIT compiler knows it as a constant, as it knows a pool that
 * a program holds in a static final field.
 */
final class Specialized {
    private Specialized() {}

    /**
     * {@return an instance of a new copy of a class}
     *
     * @param template the class; it has a constructor without parameters and gets its contender by {@link #subject}
     * @param contender what the copy measures
     */
    static Object copyOf(Class<?> template, Contender contender) throws IOException, ReflectiveOperationException {
        String file = template.getSimpleName() + ".class";
        try (InputStream stream = template.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IOException(file + " is missing from the class path");
            }
            return MethodHandles.lookup()
                    .defineHiddenClassWithClassData(stream.readAllBytes(), contender, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }

    /** {@return the contender of the copy that asks} */
    static Contender subject(MethodHandles.Lookup lookup) {
        try {
            return MethodHandles.classData(lookup, "_", Contender.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
