package dev.cistern.lab.advise;

import dev.cistern.lab.LabException;
import dev.cistern.lab.classes.TargetClasses;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.recording.Collection;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a recording into an advice.
 *
 * <p>Deterministic: the same recording and options give the same advice. Takes about a second for 100,000 samples.
 */
public final class Advisor {
    private static final int FEWEST_WINDOWS = 2;

    private final Recording recording;
    private final AdviceOptions options;
    private final Attribution attribution;
    private final Calibrator calibrator;
    private final GcActivity gc;

    private Advisor(Recording recording, AdviceOptions options) {
        this.recording = recording;
        this.options = options;
        attribution = new Attribution(options);
        calibrator = new Calibrator(recording);
        gc = GcActivity.of(recording, calibrator.bytesPerSecond());
    }

    /**
     * Judges every allocation site of a recording.
     *
     * @param recording what was observed
     * @param options how to judge it
     * @return the sites that allocate at least 1 % of all bytes or have enough samples for a verdict, PAYS first, then by
     *     bytes a second
     * @throws LabException.NoConclusion if fewer than two windows were completed or nothing was sampled
     */
    public static Advice advise(Recording recording, AdviceOptions options) {
        if (recording.windows() < FEWEST_WINDOWS) {
            throw new LabException.NoConclusion("Only " + recording.windows()
                    + " window(s) were completed and repetition needs at least " + FEWEST_WINDOWS
                    + "; record longer, or a target that lives longer.");
        }
        Advisor advisor = new Advisor(recording, options);
        if (recording.sessions().stream().allMatch(session -> session.samples().isEmpty())) {
            throw new LabException.NoConclusion("Not one allocation was sampled in "
                    + Figures.seconds(recording.seconds())
                    + "; the target hardly allocates. Put it under load or record longer.");
        }
        return advisor.advise();
    }

    private Advice advise() {
        ModelMargin margin = ModelMargin.of(recording);
        Map<Site, Rates> rates = new LinkedHashMap<>();
        ObjectSizes sizes = new ObjectSizes(recording.classes());
        for (Site site : SiteGrouping.group(recording.sessions(), attribution)) {
            rates.put(site, Rates.of(site, recording.sessions(), calibrator, margin, sizes.of(site.className())));
        }
        List<SiteFacts> facts = facts(rates);
        BoundaryJudge judge = new BoundaryJudge(gc, recording.seconds());
        double level = ManySites.level(facts, judge);
        SiteReport report = new SiteReport(recording, judge, gc, level, attribution);
        List<SiteAdvice> sites = facts.stream()
                .map(report::of)
                .sorted(Comparator.comparing(SiteAdvice::verdict)
                        .thenComparingDouble(site -> -site.bytesPerSecond().value()))
                .toList();
        return new Advice(
                recording.target(),
                recording.engine(),
                recording.startEpochNanos(),
                recording.seconds(),
                calibrator.facts(recording.droppedSamples()),
                gc.interval() == null ? null : gc.interval().usual(),
                gc.cpuShare(),
                windows(),
                sites,
                new KnownPools(rates, calibrator.bytesPerSecond()).in(recording.classes()),
                recording.partial(),
                options.probe(),
                notes(margin));
    }

    private List<SiteFacts> facts(Map<Site, Rates> rates) {
        LifeInference lives = new LifeInference(recording, gc, new ClassLives(recording, rates, gc));
        List<SiteFacts> facts = new ArrayList<>();
        double all = calibrator.bytesPerSecond();
        try (TargetClasses classes = new TargetClasses(recording.target())) {
            rates.forEach((site, rate) -> {
                boolean noteworthy = rate.bytesPerSecond() >= BoundaryJudge.NOTEWORTHY_SHARE * all;
                if (noteworthy || site.samples().size() >= Verdicts.ENOUGH_SAMPLES) {
                    facts.add(facts(site, rate, lives.of(site, rate), classes));
                }
            });
        }
        return facts;
    }

    private SiteFacts facts(Site site, Rates rate, LifeSpan life, TargetClasses classes) {
        String className = site.className();
        ProbeEvidence seen = options.probe().of(className, site.path());
        return new SiteFacts(
                site,
                rate,
                life,
                classes.inlinable(className, site.path(), recording.inlining()).orElse(null),
                ProbeFindings.state(classes.state(className), seen),
                classes.resetCall(Remedy.pooledClass(className, site.ownPath(), attribution)),
                ProbeFindings.identity(classes.identity(className, site.path()), seen),
                CostOfHit.of(className, rate.objectBytes(), gc, options.cost()));
    }

    private List<Advice.Window> windows() {
        List<Integer> samples = calibrator.samples();
        List<Advice.Window> windows = new ArrayList<>();
        for (int window = 0; window < calibrator.windows(); window++) {
            WindowSpan span = WindowSpan.of(recording, window);
            double seconds = calibrator.seconds(window);
            int collections = (int) gc.young().stream().filter(span::contains).count();
            windows.add(new Advice.Window(
                    (span.startEpochNanos() - recording.startEpochNanos()) / 1e9,
                    span.seconds(),
                    seconds > 0 ? calibrator.bytes(window) / seconds : 0,
                    collections,
                    samples.get(window)));
        }
        return windows;
    }

    private record WindowSpan(long startEpochNanos, long endEpochNanos) {
        static WindowSpan of(Recording recording, int window) {
            long start = Long.MAX_VALUE;
            long end = Long.MIN_VALUE;
            for (Session session : recording.sessions()) {
                if (session.window() == window) {
                    start = Math.min(start, session.startEpochNanos());
                    end = Math.max(end, session.endEpochNanos());
                }
            }
            return start > end
                    ? new WindowSpan(recording.startEpochNanos(), recording.startEpochNanos())
                    : new WindowSpan(start, end);
        }

        boolean contains(Collection collection) {
            return collection.startEpochNanos() >= startEpochNanos && collection.startEpochNanos() < endEpochNanos;
        }

        double seconds() {
            return (endEpochNanos - startEpochNanos) / 1e9;
        }
    }

    private List<String> notes(ModelMargin margin) {
        List<String> notes = new ArrayList<>(recording.notes());
        if (!margin.note().isEmpty()) {
            notes.add(margin.note());
        }
        notes.addAll(options.probe().notes());
        return notes;
    }
}
