package dev.cistern.experiments.truth;

/**
 * A site, 10,000 objects a second, whose objects somebody uses by their identity behind an interface, where no class file
 * tells of it: a pool must not have them.
 *
 * @param <T> the objects; each subclass makes them in a method of its own, since that is the place the tool is to name
 */
abstract class IdentitySite<T> implements Site {
    private final String name;
    private final Class<T> type;
    private final String method;
    private long checksum;

    IdentitySite(String name, Class<T> type, String method) {
        this.name = name;
        this.type = type;
        this.method = method;
    }

    /** Makes one by the method that is named. */
    abstract T make();

    /** Uses one; {@return a number that depends on it} */
    abstract long use(T object);

    final long checksum() {
        return checksum;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String className() {
        return type.getName();
    }

    @Override
    public final String method() {
        return method;
    }

    @Override
    public final int objectsPerSecond() {
        return 10_000;
    }

    @Override
    public final void allocate(int count) {
        for (int i = 0; i < count; i++) {
            checksum += use(make());
        }
    }
}
