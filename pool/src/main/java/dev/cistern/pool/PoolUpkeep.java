package dev.cistern.pool;

import dev.cistern.pool.PoolVerdict.PoolEvidence;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What happens to a pool beside its use: trims, statistics, the verdict, the bypass.
 *
 * <p><b>Concurrency.</b> One lock, held while objects are moved between the generations and while the rules decide, never
 * during a call of the policy.
 *
 * <p><b>Algorithm.</b> Two generations, as in Go's sync.Pool: a rotation drops the victims and makes the idle objects
 * the victims, slot by slot in place, so that the hit path has no generation to look up.
 */
final class PoolUpkeep<T> {
    private static final int TICKS_BETWEEN_VERDICTS = 2;
    private static final int TICKS_OF_A_BYPASS = 10;
    private static final int EVENT_MASK = (1 << 7) - 1;

    private final PoolBack<T> back;
    private final StripeLayout layout;
    private final Generations generations;
    private final TrimRules rules;
    private final boolean autoBypass;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReuseMeter reuse = new ReuseMeter();
    private final AtomicLong trimmed = new AtomicLong();
    private long trimmedAtLastMiss;
    private long overweightAtLastMiss;
    private int ticks;
    private int bypassedAtTick;

    PoolUpkeep(PoolBack<T> back, PoolConfig config, StripeLayout layout, Generations generations) {
        this.back = back;
        this.layout = layout;
        this.generations = generations;
        this.rules = new TrimRules(config.retention());
        this.autoBypass = config.autoBypass();
    }

    int trim(TrimLevel level, String reason) {
        List<Object> dropped = take(level);
        if (!dropped.isEmpty()) {
            tellOf(level, dropped, reason);
            destroyAll(dropped);
        }
        return dropped.size();
    }

    private void tellOf(TrimLevel level, List<Object> dropped, String reason) {
        PoolEvents events = PoolEvents.get();
        if (events.wantsTrim()) {
            long weight = 0;
            for (Object object : dropped) {
                try {
                    weight += back.calls().weigh(PoolBack.cast(object));
                } catch (RuntimeException | Error e) {
                    // Only the event wants to know, and the object is about to go.
                    PoolLog.warn("pool '" + back.name() + "': an object that is dropped could not be weighed", e);
                }
            }
            events.trim(back.name(), level, dropped.size(), weight, reason);
        }
    }

    /** Takes all idle objects out. */
    List<Object> takeIdle() {
        return take(TrimLevel.ALL);
    }

    private List<Object> take(TrimLevel level) {
        lock.lock();
        try {
            List<Object> taken = generations.trim(level);
            trimmed.addAndGet(taken.size());
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Destroys all, whatever one of them throws; the first exception is thrown in the end. */
    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    void destroyAll(List<Object> dropped) {
        Throwable first = null;
        for (Object object : dropped) {
            try {
                try {
                    back.guard().forgetIdle(object);
                } finally {
                    back.calls().destroy(object);
                }
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        } else if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Called by the clock. */
    void onOccasion(TrimOccasion occasion, HeapPressure pressure, long now) {
        TrimLevel level;
        lock.lock();
        try {
            long hits = hits();
            long acquires = hits + misses();
            if (occasion != TrimOccasion.TIMER) {
                reuse.cycle(hits, acquires);
            }
            level = rules.decide(occasion, pressure, now, acquires);
        } finally {
            lock.unlock();
        }
        if (occasion == TrimOccasion.TIMER) {
            tick(now);
        }
        if (level != null) {
            trim(level, occasion.name());
        }
    }

    private void tick(long now) {
        back.guard().tick();
        back.sampling().expire(now);
        back.sampling().request();
        ticks++;
        boolean bypassed = (back.gate().bits() & PoolGate.BYPASS) != 0;
        if (bypassed && ticks - bypassedAtTick >= TICKS_OF_A_BYPASS) {
            // Loads change: try again, and judge by what is measured from now on.
            back.sampling().forget();
            back.gate().lower(PoolGate.BYPASS);
        } else if (!bypassed && ticks % TICKS_BETWEEN_VERDICTS == 0) {
            act();
        }
    }

    private void act() {
        if (!autoBypass && !PoolEvents.get().wantsVerdict()) {
            return;
        }
        PoolVerdict verdict = verdict();
        PoolEvents.get().verdict(back.name(), verdict);
        if (autoBypass && verdict instanceof PoolVerdict.DoesNotPay no && no.harm()) {
            bypassedAtTick = ticks;
            back.gate().raise(PoolGate.BYPASS);
            trim(TrimLevel.ALL, "bypassed");
        }
    }

    PoolVerdict verdict() {
        PoolSampling sampling = back.sampling();
        CreateProbe.Result probe = CreateProbe.measure(back.calls());
        boolean sampled = sampling.createSamples() >= VerdictRules.MINIMUM_CREATE_SAMPLES;
        long hits = hits();
        long tried = hits + misses() - back.stripes().sum(Counter.BYPASS);
        OptionalDouble bytes = probe.bytes();
        return VerdictRules.judge(new PoolEvidence(
                hits + misses(),
                tried <= 0 ? 0 : (double) hits / tried,
                reuse(),
                sampled ? sampling.createNanos() : probe.nanos(),
                sampling.resetNanos(),
                sampling.leaseP99Nanos(),
                bytes,
                bytes.isPresent() ? OptionalDouble.of(bytes.getAsDouble() * hits) : bytes,
                sampled ? sampling.createSamples() : probe.samples(),
                sampling.leaseSamples()));
    }

    /** Called for one miss in some, with the count of the misses of its stripe. */
    void sampleMiss(long misses) {
        GcClock.poll();
        if ((misses & EVENT_MASK) == 0) {
            PoolEvents.get().miss(back.name(), back.calls().policy().getClass(), missReason());
        }
    }

    /** What happened since the last time: the most likely reason why there was nothing to reuse. */
    private PoolEvents.MissReason missReason() {
        if ((back.gate().bits() & PoolGate.BYPASS) != 0) {
            return PoolEvents.MissReason.BYPASS;
        }
        long trimmedNow = trimmed.get();
        long overweightNow = back.stripes().sum(Counter.DROP_OVERWEIGHT);
        lock.lock();
        try {
            boolean overweight = overweightNow - overweightAtLastMiss > 0;
            boolean trim = trimmedNow - trimmedAtLastMiss > 0;
            overweightAtLastMiss = overweightNow;
            trimmedAtLastMiss = trimmedNow;
            if (trim) {
                return PoolEvents.MissReason.TRIMMED;
            }
            return overweight ? PoolEvents.MissReason.OVERWEIGHT : PoolEvents.MissReason.EMPTY;
        } finally {
            lock.unlock();
        }
    }

    PoolStats stats(ReleaseMode mode) {
        Stripes stripes = back.stripes();
        return new PoolStats(
                back.name(),
                hits(),
                stripes.sum(Counter.STEAL),
                misses(),
                stripes.sum(Counter.BYPASS),
                drops(),
                generations.retained(),
                layout.capacity(),
                reuse(),
                mode);
    }

    private PoolStats.Drops drops() {
        Stripes stripes = back.stripes();
        return new PoolStats.Drops(
                stripes.sum(Counter.DROP_FULL),
                stripes.sum(Counter.DROP_OVERWEIGHT),
                stripes.sum(Counter.DROP_REFUSED),
                stripes.sum(Counter.DROP_DISCARDED),
                trimmed.get(),
                stripes.sum(Counter.DROP_OTHER));
    }

    long inUseAtMost() {
        return Math.max(0, misses() - generations.retained() - drops().total());
    }

    private OptionalDouble reuse() {
        lock.lock();
        try {
            return reuse.reuse(hits(), hits() + misses());
        } finally {
            lock.unlock();
        }
    }

    private long hits() {
        return back.stripes().sum(Counter.HIT);
    }

    private long misses() {
        return back.stripes().sum(Counter.MISS);
    }
}
