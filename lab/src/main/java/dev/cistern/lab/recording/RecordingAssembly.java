package dev.cistern.lab.recording;

import dev.cistern.lab.recording.Session.Survivors;
import dev.cistern.lab.recording.ThreadAllocations.ThreadSample;
import java.util.ArrayList;
import java.util.List;

/** Puts together what the engine, the Flight Recorder and the looks at the heap brought home. */
final class RecordingAssembly {
    /** From this share on a reader should know that part of the exact total is not exact. */
    private static final double WORTH_A_NOTE = 0.02;

    private final TargetFacts target;
    private final Observed observed;
    private final FlightFacts flight;
    private final int windows;
    private final boolean partial;
    private final List<Collection> collections;
    private final List<ThreadSample> byThread = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int dropped;

    RecordingAssembly(TargetFacts target, Observed observed, FlightFacts flight, int windows, boolean partial) {
        this.target = withCores(target, flight.machine().cores());
        this.observed = observed;
        this.flight = flight;
        this.windows = windows;
        this.partial = partial;
        this.collections = flight.collections().stream()
                .filter(collection -> collection.endEpochNanos() >= observed.startEpochNanos()
                        && collection.startEpochNanos() <= observed.endEpochNanos())
                .toList();
        notes.addAll(observed.notes());
    }

    private static TargetFacts withCores(TargetFacts facts, int cores) {
        return new TargetFacts(
                facts.pid(),
                facts.mainClass(),
                facts.jvm(),
                facts.javaVersion(),
                facts.collector(),
                cores,
                facts.classPath(),
                facts.javaHome(),
                facts.jvmArguments());
    }

    /** A recording whose samples are async-profiler's; the pilot counts only for how threads drew their samples. */
    Recording profiled(List<ProfiledSession> pilot, List<ClassLiveBytes> classes) {
        SampleWeights weights = new SampleWeights(flight.threads().first());
        pilot.forEach(session -> weigh(session, weights));
        List<List<AllocationSample>> weighed = observed.sessions().stream()
                .map(session -> weigh(session, weights))
                .toList();
        List<Session> sessions = new ArrayList<>();
        List<List<AllocationSample>> scaled = scaled(weighed);
        for (int i = 0; i < scaled.size(); i++) {
            ProfiledSession session = observed.sessions().get(i);
            sessions.addAll(division()
                    .divide(new Session(
                            0,
                            session.startEpochNanos(),
                            session.endEpochNanos(),
                            session.intervalBytes(),
                            survivors(session),
                            scaled.get(i))));
        }
        return recording(Engine.ASYNC_PROFILER, sessions, classes);
    }

    /** A recording whose samples are the Flight Recorder's. */
    Recording flown(List<ClassLiveBytes> classes) {
        List<RawAllocation> kept = flight.allocations().trustworthy(target.cores());
        dropped = flight.allocations().count() - kept.size();
        List<AllocationSample> samples = new ArrayList<>();
        for (RawAllocation sample : kept) {
            if (sample.epochNanos() >= observed.startEpochNanos() && sample.epochNanos() <= observed.endEpochNanos()) {
                samples.add(sample.weighing(sample.weightBytes()));
                byThread.add(new ThreadSample(sample.epochNanos(), sample.threadId(), sample.weightBytes()));
            }
        }
        Session whole =
                new Session(0, observed.startEpochNanos(), observed.endEpochNanos(), 0, Survivors.NOT_TRACKED, samples);
        return recording(Engine.JFR, division().divide(whole), classes);
    }

    private WindowDivision division() {
        return new WindowDivision(observed.startEpochNanos(), observed.endEpochNanos(), windows);
    }

    private static List<AllocationSample> weigh(ProfiledSession session, SampleWeights weights) {
        return session.allocations().stream()
                .map(allocation -> weights.weigh(allocation, session.intervalBytes()))
                .toList();
    }

    /** The same samples with each thread's scaled to its own exact count; they also tell what ended threads allocated. */
    private List<List<AllocationSample>> scaled(List<List<AllocationSample>> weighed) {
        ThreadScales scales = new ThreadScales(
                flight.threads().byThread(observed.startEpochNanos(), observed.endEpochNanos()), withThreads(weighed));
        List<List<AllocationSample>> scaled = new ArrayList<>();
        for (int i = 0; i < weighed.size(); i++) {
            List<RawAllocation> raw = observed.sessions().get(i).allocations();
            List<AllocationSample> session = new ArrayList<>(raw.size());
            for (int j = 0; j < raw.size(); j++) {
                session.add(scales.scale(weighed.get(i).get(j), raw.get(j).threadId()));
            }
            scaled.add(session);
        }
        byThread.addAll(withThreads(scaled));
        return scaled;
    }

    private List<ThreadSample> withThreads(List<List<AllocationSample>> weighed) {
        List<ThreadSample> samples = new ArrayList<>();
        for (int i = 0; i < weighed.size(); i++) {
            List<RawAllocation> raw = observed.sessions().get(i).allocations();
            for (int j = 0; j < raw.size(); j++) {
                AllocationSample sample = weighed.get(i).get(j);
                samples.add(new ThreadSample(sample.epochNanos(), raw.get(j).threadId(), sample.weightBytes()));
            }
        }
        return samples;
    }

    private Survivors survivors(ProfiledSession session) {
        if (!session.tracked()) {
            return Survivors.NOT_TRACKED;
        }
        List<Collection> deciding = collections.stream()
                .filter(Collection::reclaimsYoung)
                .filter(collection -> collection.startEpochNanos() > session.startEpochNanos()
                        && collection.endEpochNanos() < session.endEpochNanos())
                .toList();
        long decided = deciding.isEmpty() ? 0 : deciding.getLast().startEpochNanos();
        return new Survivors(
                true,
                new FollowedTable(session, deciding).sufficed(),
                session.startEpochNanos(),
                decided,
                session.survivors());
    }

    private Recording recording(Engine engine, List<Session> sessions, List<ClassLiveBytes> classes) {
        ThreadAllocations.Totals totals = flight.threads().totals(byThread);
        if (totals.estimatedShare() > WORTH_A_NOTE) {
            notes.add(Math.round(100 * totals.estimatedShare())
                    + " % of the allocated bytes came from threads that had ended before the JVM counted them;"
                    + " that part of the total is estimated from samples.");
        }
        return new Recording(
                target,
                engine,
                observed.startEpochNanos(),
                observed.endEpochNanos(),
                windows,
                List.copyOf(sessions),
                collections,
                within(totals.stretches()),
                classes,
                dropped,
                flight.inlining(),
                partial,
                List.copyOf(notes));
    }

    /** Those stretches that lie at least half inside the observation. */
    private List<Recording.AllocatedBytes> within(List<Recording.AllocatedBytes> stretches) {
        return stretches.stream()
                .filter(stretch -> {
                    long middle = (stretch.startEpochNanos() + stretch.endEpochNanos()) / 2;
                    return middle >= observed.startEpochNanos() && middle <= observed.endEpochNanos();
                })
                .toList();
    }
}
