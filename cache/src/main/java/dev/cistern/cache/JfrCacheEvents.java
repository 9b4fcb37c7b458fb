package dev.cistern.cache;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * The events of the caches; loaded only where the flight recorder's module is present.
 *
 * <p>As long as nobody has started the flight recorder no event class is even loaded: a cache must not make a program start
 * the machinery of the recorder.
 */
@SuppressWarnings("UnusedVariable") // the flight recorder reads the fields of events
final class JfrCacheEvents extends CacheEvents {
    private final ReentrantLock lock = new ReentrantLock();

    /** The caches that are in use, and what was told of each. */
    private final Map<BoundedCache<?, ?>, Evicted> watched = new WeakHashMap<>();

    private JfrCacheEvents() {}

    static CacheEvents create() {
        JfrCacheEvents events = new JfrCacheEvents();
        FlightRecorder.addListener(new FlightRecorderListener() {
            @Override
            public void recorderInitialized(FlightRecorder recorder) {
                FlightRecorder.addPeriodicEvent(CacheEviction.class, events::tellEvictions);
            }

            @Override
            public void recordingStateChanged(Recording recording) {
                if (recording.getState() == RecordingState.RUNNING && isAlone(recording)) {
                    events.beginAnew();
                }
            }
        });
        return events;
    }

    /** {@return whether no other recording has had the evictions told until now} */
    private static boolean isAlone(Recording recording) {
        return FlightRecorder.getFlightRecorder().getRecordings().stream()
                .noneMatch(other -> other.getId() != recording.getId() && other.getState() == RecordingState.RUNNING);
    }

    /** Leaves untold what happened while nothing was recorded. */
    private void beginAnew() {
        lock.lock();
        try {
            watched.replaceAll((cache, told) -> cache.evicted());
        } finally {
            lock.unlock();
        }
    }

    @Override
    @Nullable
    Object beginLoad() {
        if (!FlightRecorder.isInitialized()) {
            return null;
        }
        CacheLoad event = new CacheLoad();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    void endLoad(@Nullable Object begun, String cache, Outcome outcome) {
        if (begun instanceof CacheLoad event) {
            event.end();
            if (event.shouldCommit()) {
                event.cache = cache;
                event.outcome = outcome.name();
                event.commit();
            }
        }
    }

    @Override
    void watch(BoundedCache<?, ?> cache) {
        lock.lock();
        try {
            watched.put(cache, Evicted.NOTHING);
        } finally {
            lock.unlock();
        }
    }

    @Override
    void forget(BoundedCache<?, ?> cache) {
        lock.lock();
        try {
            watched.remove(cache);
        } finally {
            lock.unlock();
        }
    }

    private void tellEvictions() {
        lock.lock();
        try {
            watched.replaceAll(JfrCacheEvents::tellEvictions);
        } finally {
            lock.unlock();
        }
    }

    /** {@return what is told by now} */
    private static Evicted tellEvictions(BoundedCache<?, ?> cache, Evicted told) {
        Evicted now = cache.evicted();
        tell(
                cache,
                RemovalCause.SIZE,
                now.displaced() - told.displaced(),
                now.displacedWeight() - told.displacedWeight());
        tell(cache, RemovalCause.EXPIRED, now.expired() - told.expired(), now.expiredWeight() - told.expiredWeight());
        return now;
    }

    private static void tell(BoundedCache<?, ?> cache, RemovalCause cause, long count, long weight) {
        if (count > 0) {
            CacheEviction event = new CacheEviction();
            event.cache = cache.name();
            event.cause = cause.name();
            event.count = count;
            event.weight = weight;
            event.commit();
        }
    }

    @Name("dev.cistern.CacheLoad")
    @Label("Cache Load")
    @Category("Cistern")
    @Threshold("1 ms")
    @StackTrace
    private static final class CacheLoad extends Event {
        @Label("Cache")
        String cache = "";

        @Label("Outcome")
        String outcome = "";
    }

    @Name("dev.cistern.CacheEviction")
    @Label("Cache Eviction")
    @Category("Cistern")
    @Period("1 s")
    @StackTrace(false)
    private static final class CacheEviction extends Event {
        @Label("Cache")
        String cache = "";

        @Label("Cause")
        String cause = "";

        @Label("Count")
        long count;

        @Label("Weight")
        long weight;
    }
}
