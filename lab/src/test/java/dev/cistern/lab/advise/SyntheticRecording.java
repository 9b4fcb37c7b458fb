package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.cost.CostModel;
import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.ClassLiveBytes;
import dev.cistern.lab.recording.Collection;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.recording.SurvivorSample;
import dev.cistern.lab.recording.TargetFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A recording as an ideal engine would make it of a program with the given sites: samples come at even distances. */
final class SyntheticRecording {
    private static final int WINDOWS = 6;
    private static final double WINDOW_SECONDS = 10;
    private static final double GC_INTERVAL_SECONDS = 0.5;
    private static final long GC_CPU_NANOS = 5_000_000;
    private static final long INTERVAL_BYTES = 64 * 1024;
    private static final long EPOCH = 1_000_000_000_000L;

    private record Made(String className, List<Frame> path, long bytes, double perSecond, double lifeSeconds) {}

    private final List<Made> made = new ArrayList<>();
    private final List<ClassLiveBytes> heap = new ArrayList<>();
    private double windowSeconds = WINDOW_SECONDS;

    /** A path, innermost first, of {@code com.acme.Parser.read} and the like. */
    static List<Frame> path(String... methods) {
        return Arrays.stream(methods)
                .map(method -> new Frame(
                        method.substring(0, method.lastIndexOf('.')),
                        method.substring(method.lastIndexOf('.') + 1),
                        "",
                        0))
                .toList();
    }

    SyntheticRecording site(String className, List<Frame> path, long bytes, double perSecond, double lifeSeconds) {
        made.add(new Made(className, path, bytes, perSecond, lifeSeconds));
        return this;
    }

    SyntheticRecording onHeap(String className, long instances, long bytes) {
        heap.add(new ClassLiveBytes(EPOCH, className, instances, bytes));
        return this;
    }

    SyntheticRecording windowSeconds(double seconds) {
        windowSeconds = seconds;
        return this;
    }

    Advice advise(String... mine) {
        return Advisor.advise(recording(), new AdviceOptions(List.of(mine), cost()));
    }

    /** About what the development machine measures: 10 ns a slot, 0.08 ns a byte to allocate, 0.02 to clear. */
    static CostModel cost() {
        return new CostModel(
                "synthetic",
                "reference slot",
                exactly(10),
                List.of(
                        new CostModel.Point(16, exactly(4), exactly(1)),
                        new CostModel.Point(65536, exactly(5200), exactly(1300))));
    }

    Recording recording() {
        List<Session> sessions = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            sessions.add(session(window));
        }
        double bytesPerSecond = made.stream()
                .mapToDouble(site -> site.bytes() * site.perSecond())
                .sum();
        return new Recording(
                new TargetFacts(1, "com.acme.Main", "HotSpot", 25, "G1", 2, List.of(), "", List.of()),
                Engine.ASYNC_PROFILER,
                EPOCH,
                at(WINDOWS * windowSeconds),
                WINDOWS,
                sessions,
                collections(),
                List.of(new Recording.AllocatedBytes(
                        EPOCH, at(WINDOWS * windowSeconds), bytesPerSecond * WINDOWS * windowSeconds)),
                heap,
                0,
                List.of(),
                false,
                List.of());
    }

    private static long at(double seconds) {
        return EPOCH + Math.round(seconds * 1e9);
    }

    private Session session(int window) {
        double start = window * windowSeconds;
        double end = start + windowSeconds;
        double decided = Math.floor((end - 1e-6) / GC_INTERVAL_SECONDS) * GC_INTERVAL_SECONDS;
        List<AllocationSample> samples = new ArrayList<>();
        List<SurvivorSample> survivors = new ArrayList<>();
        for (Made site : made) {
            double weight = site.bytes() / -Math.expm1(-(double) site.bytes() / INTERVAL_BYTES);
            double distance = weight / (site.bytes() * site.perSecond());
            for (double time = start + distance / 2; time < end; time += distance) {
                samples.add(new AllocationSample(
                        at(time), site.className(), site.path(), "worker-1", site.bytes(), weight));
                if (time >= decided || time + site.lifeSeconds() > decided) {
                    survivors.add(new SurvivorSample(at(time), at(end), site.className(), site.path(), site.bytes()));
                }
            }
        }
        samples.sort(Comparator.comparingLong(AllocationSample::epochNanos));
        return new Session(
                window,
                at(start),
                at(end),
                INTERVAL_BYTES,
                new Session.Survivors(true, true, at(start), at(decided), survivors),
                samples);
    }

    private static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }

    private List<Collection> collections() {
        List<Collection> collections = new ArrayList<>();
        int count = (int) Math.floor(WINDOWS * windowSeconds / GC_INTERVAL_SECONDS);
        for (int id = 0; id < count; id++) {
            double start = id * GC_INTERVAL_SECONDS;
            collections.add(new Collection(
                    id,
                    "G1New",
                    at(start),
                    at(start + 0.002),
                    2_000_000,
                    GC_CPU_NANOS,
                    100 << 20,
                    20 << 20,
                    true,
                    false));
        }
        return collections;
    }
}
