package dev.cistern.lab.probe;

import dev.cistern.lab.classes.TargetClasses;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.recording.TargetAgent;
import dev.cistern.lab.recording.TargetFacts;
import dev.cistern.lab.shell.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows single objects of a running JVM's busiest sites: how long they really live, whether another thread gets them,
 * whether they serve as a key or a lock.
 *
 * <p>An agent in the target watches; what it is told by is put into the target's classes by this tool, and taken out again
 * before {@link #of} returns. Used once, by one thread; {@link #stop} may be called from any.
 */
public final class Probe implements AutoCloseable {
    /** The agent takes itself out when nobody has ended it by then. */
    private static final long PATIENCE_SECONDS = 60;

    /** From this version on ZGC has generations. */
    private static final int GENERATIONAL = 21;

    private static final long LOOK_EVERY_MILLIS = 250;

    private final TargetAgent agent;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Probe(TargetAgent agent) {
        this.agent = agent;
    }

    /**
     * Brings the agent into a JVM, which is not changed yet.
     *
     * @param pid the JVM's process id
     * @return the probe; closing it leaves the JVM as it was, but for two idle classes
     * @throws dev.cistern.lab.LabException.BadInput if the JVM can't be attached to or does not let agents in
     */
    public static Probe load(long pid) {
        return new Probe(TargetAgent.load(pid));
    }

    /** Ends the probe early; what was seen until then is reported. Returns at once. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Follows objects until the time is over or {@link #stop} is called.
     *
     * @param wanted the sites to follow, of which as many are as the options allow
     * @param target where its class files lie
     * @param options how many, how often, how long
     * @param progress is told how far it has come
     * @return what was seen
     * @throws dev.cistern.lab.LabException.NoConclusion if the JVM ends meanwhile
     */
    public ProbeReport of(
            List<ProbeReport.SiteKey> wanted, TargetFacts target, ProbeOptions options, Progress progress) {
        List<String> notes = new ArrayList<>();
        progress.report("preparing the probe", 0);
        Set<String> loaded = new TreeSet<>(agent.classes());
        List<String> handingOver = loaded.stream().filter(HandOver::is).toList();
        handingOver.forEach(loaded::remove);
        ProbePlan plan = ProbePlan.of(wanted.stream().limit(options.sites()).toList(), loaded, notes);
        if (plan.sites().isEmpty()) {
            return new ProbeReport(Map.of(), new ProbeReport.Cost(0, 0, 0, 0), notes);
        }
        Codes codes = new Codes();
        Map<String, byte[]> made = instrumented(plan, target, loaded, handingOver, codes, notes);
        List<String> exchanged =
                agent.start(plan.lines(options.every(), options.duration().toSeconds() + PATIENCE_SECONDS), made);
        if (exchanged.size() < made.size()) {
            notes.add((made.size() - exchanged.size()) + " of " + made.size()
                    + " classes were left alone, since something else changes them too.");
        }
        double seconds = await(options, progress);
        boolean lives = !(target.collector().equals("ZGC") && target.javaVersion() >= GENERATIONAL);
        SeenLines seen = new SeenLines(agent.end(), codes, lives);
        if (!lives) {
            notes.add("On generational ZGC the probe can't tell when an object died: a weak reference to a young object"
                    + " keeps it there.");
        } else if (seen.collections() == 0) {
            notes.add("No collection came while it was probed, so no object was found dead; probe for longer.");
        }
        ProbeReport.Cost cost = new ProbeReport.Cost(
                exchanged.size(), seconds, seen.openSeconds(), seen.callSeconds() / Math.max(seconds, 1e-9));
        notes.add(0, words(cost));
        Map<ProbeReport.SiteKey, ProbeEvidence> evidence = new LinkedHashMap<>();
        for (int i = 0; i < plan.sites().size(); i++) {
            evidence.put(plan.sites().get(i).key(), seen.of(i));
        }
        return new ProbeReport(evidence, cost, notes);
    }

    private static String words(ProbeReport.Cost cost) {
        return "The probe changed " + Figures.count(cost.classes()) + " classes for "
                + Figures.duration(cost.seconds()) + " and then changed them back. It looked for "
                + Figures.duration(cost.openSeconds()) + " of that, by calls that took "
                + Figures.percent(cost.coreShare()) + " of a core's time in the mean.";
    }

    private Map<String, byte[]> instrumented(
            ProbePlan plan,
            TargetFacts target,
            Set<String> loaded,
            List<String> handingOver,
            Codes codes,
            List<String> notes) {
        Map<String, byte[]> made = new LinkedHashMap<>();
        try (TargetClasses classes = new TargetClasses(target)) {
            ClassSelection selection = new ClassSelection(classes, loaded, notes);
            List<String> chosen = new ArrayList<>(handingOver);
            chosen.addAll(selection.of(plan));
            Instrumenter instrumenter = new Instrumenter(plan, codes, new Sightings(plan.groups(), selection.above()));
            agent.read(chosen).forEach((name, bytes) -> {
                byte[] with = instrumenter.instrument(bytes);
                if (with != null) {
                    made.put(name, with);
                }
            });
            Set<Integer> unborn = new LinkedHashSet<>();
            for (int i = 0; i < plan.sites().size(); i++) {
                if (!instrumenter.born().contains(i)) {
                    unborn.add(i);
                }
            }
            unborn.forEach(site -> notes.add("The probe did not find where "
                    + plan.sites().get(site).birth().qualifiedMethod() + " makes its "
                    + plan.sites().get(site).key().className() + "."));
        }
        return made;
    }

    private double await(ProbeOptions options, Progress progress) {
        long begun = System.nanoTime();
        long whole = options.duration().toNanos();
        for (long left = whole; left > 0 && agent.alive(); left = whole - (System.nanoTime() - begun)) {
            progress.report("probing", (double) (whole - left) / whole);
            try {
                if (stopped.await(
                        Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, LOOK_EVERY_MILLIS), TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() {
        agent.close();
    }
}
