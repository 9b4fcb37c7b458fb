package dev.cistern.cache;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The two forms of a value, {@code byte[]} and {@link Decoded}, and the way between them. */
final class Forms<V> {
    private static final System.Logger LOG = System.getLogger("dev.cistern.cache");
    private static final int NEWS = 16;

    private final String cache;
    private final ValueCodec<V> codec;
    final LongAdder encodes = new LongAdder();
    final LongAdder decodes = new LongAdder();
    final LongAdder failures = new LongAdder();

    /** Sixteenfold, else small differences would be rounded away; of a value; racy, since it is an estimate. */
    private volatile long meanSixteenfold;

    Forms(String cache, ValueCodec<V> codec) {
        this.cache = cache;
        this.codec = codec;
    }

    int meanBytes() {
        return (int) (meanSixteenfold / NEWS);
    }

    byte[] encode(V value) {
        boolean done = false;
        try {
            byte[] bytes = codec.encode(value);
            if (bytes == null) {
                throw new IllegalStateException("the codec of cache " + cache
                        + " encoded a value as null; it must give bytes, or throw if it can't");
            }
            encodes.increment();
            long mean = meanSixteenfold;
            meanSixteenfold = mean == 0 ? (long) NEWS * bytes.length : mean + bytes.length - mean / NEWS;
            done = true;
            return bytes;
        } finally {
            if (!done) {
                failures.increment();
            }
        }
    }

    /** {@return the value; null if it can't be decoded, which is counted and logged} */
    @Nullable
    V decode(Object key, byte[] bytes) {
        try {
            V value = codec.decode(bytes);
            if (value != null) {
                decodes.increment();
                return value;
            }
            failed("was decoded as null", key, null);
        } catch (Throwable e) {
            failed("can't be decoded", key, e);
        }
        return null;
    }

    /** {@return the value of a form; null if it can't be decoded} */
    @Nullable
    @SuppressWarnings("unchecked")
    V value(Object key, Object form) {
        return form instanceof Decoded decoded ? (V) decoded.value : decode(key, (byte[]) form);
    }

    /** {@return what a form counts toward the bound on bytes} */
    int weight(Object form) {
        if (form instanceof Decoded decoded) {
            return decoded.bytes == null ? meanBytes() : decoded.bytes.length;
        }
        return ((byte[]) form).length;
    }

    void failed(String what, Object key, @Nullable Throwable thrown) {
        failures.increment();
        tell(what, key, thrown);
    }

    /** Logs what is counted already. */
    void tell(String what, Object key, @Nullable Throwable thrown) {
        LOG.log(
                System.Logger.Level.WARNING,
                "cache " + cache + " removes the entry of " + key + ", whose value " + what,
                thrown);
    }

    /** {@return a listener that is told of forms, and tells of values; of none that can't be decoded} */
    @Nullable
    <K> RemovalListener<K, Object> listening(@Nullable RemovalListener<? super K, ? super V> told) {
        if (told == null) {
            return null;
        }
        return (key, form, cause) -> {
            V value = valueForListener(form);
            if (value != null) {
                told.onRemoval(key, value, cause);
            }
        };
    }

    /** As {@link #value}, without a word of failures: a value that can't be decoded is often removed for just that reason. */
    @SuppressWarnings("unchecked")
    private @Nullable V valueForListener(Object form) {
        if (form instanceof Decoded decoded) {
            return (V) decoded.value;
        }
        try {
            V value = codec.decode((byte[]) form);
            if (value != null) {
                decodes.increment();
            }
            return value;
        } catch (Throwable e) {
            return null;
        }
    }
}
