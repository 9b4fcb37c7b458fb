package dev.cistern.lab.web;

import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.AdviceOptions;
import dev.cistern.lab.advise.Advisor;
import dev.cistern.lab.flame.FlameReports;
import dev.cistern.lab.flame.Profile;
import dev.cistern.lab.flame.ProfileRecorder;
import dev.cistern.lab.gc.GcHistory;
import dev.cistern.lab.gc.GcOptions;
import dev.cistern.lab.gc.GcPage;
import dev.cistern.lab.gc.GcRecorder;
import dev.cistern.lab.gc.GcReport;
import dev.cistern.lab.matrix.Trends;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.LiveMeter;
import dev.cistern.lab.recording.LiveRecorder;
import dev.cistern.lab.recording.MeteredRun;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.RecordingOptions;
import dev.cistern.lab.report.HtmlReport;
import dev.cistern.lab.report.TrendsPage;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.stall.StallOptions;
import dev.cistern.lab.stall.StallPage;
import dev.cistern.lab.stall.StallRecorder;
import dev.cistern.lab.stall.StallReport;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The instruments that observe a JVM, for the page. */
public final class Instruments {
    private static final Duration SNAPSHOTS = Duration.ofSeconds(5);
    private static final int MOST_WINDOWS = 6;

    private Instruments() {}

    /**
     * Advise, flame, gc, stall and matrix, in the order of their turns.
     *
     * @param judging gives what pooling costs on this machine, which may take seconds the first time
     * @return the instruments
     */
    public static List<Instrument> all(Supplier<AdviceOptions> judging) {
        return List.of(
                new Simple(
                        "advise",
                        "Verdicts",
                        "Which allocation sites are worth pooling.",
                        turn -> advise(turn, judging)),
                new Simple(
                        "flame",
                        "Flame graph",
                        "Where the CPU time goes, and how much of it in pools and caches.",
                        Instruments::flame),
                new Simple(
                        "gc", "Heap", "Whether reuse pays, seen from the heap and its collections.", Instruments::gc),
                new Simple(
                        "stall",
                        "Stalls",
                        "When allocation began to stall work, and who brought it about.",
                        Instruments::stall),
                new Simple(
                        "matrix",
                        "Matrix",
                        "Allocation, pauses and resident memory, judged together.",
                        Instruments::matrix));
    }

    private record Simple(String id, String title, String purpose, Consumer<Turn> observing) implements Instrument {
        @Override
        public void observe(Turn turn) {
            observing.accept(turn);
        }
    }

    private static void advise(Turn turn, Supplier<AdviceOptions> judging) {
        turn.progress("measuring what a pool costs on this machine, unless that is known", 0);
        AdviceOptions options = judging.get();
        LiveRecorder recorder = new LiveRecorder();
        turn.onEnd(recorder::stop);
        int windows = Math.clamp(turn.duration().toSeconds(), 2, MOST_WINDOWS);
        Advice advice = Advisor.advise(
                recorder.record(
                        turn.pid(), new RecordingOptions(turn.duration(), windows, EngineChoice.AUTO), turn::progress),
                options);
        long paying = advice.sites().stream()
                .filter(site -> site.verdict() == Verdict.PAYS)
                .count();
        turn.show(
                paying + " of " + advice.sites().size() + " sites are worth pooling.",
                refresh -> HtmlReport.page(advice, refresh));
    }

    private static void flame(Turn turn) {
        ProfileRecorder recorder = new ProfileRecorder();
        turn.onEnd(recorder::stop);
        Profile profile =
                recorder.record(turn.pid(), ProfileKind.CPU, turn.duration(), EngineChoice.AUTO, turn::progress);
        turn.show(
                Figures.count(profile.samples()) + " samples of CPU time.",
                refresh -> FlameReports.livePage(profile, refresh));
    }

    private static void gc(Turn turn) {
        GcOptions options = GcOptions.defaults();
        GcRecorder recorder = new GcRecorder();
        turn.onEnd(recorder::stop);
        Consumer<GcHistory> show = history -> {
            GcReport report = GcReport.of(history, options);
            turn.show(report.verdict().name() + ": " + report.reason(), refresh -> GcPage.render(report, refresh));
        };
        show.accept(recorder.record(turn.pid(), turn.duration(), options, turn::progress, SNAPSHOTS, show));
    }

    private static void stall(Turn turn) {
        StallRecorder recorder = new StallRecorder();
        turn.onEnd(recorder::stop);
        Consumer<StallReport> show =
                report -> turn.show(report.headline(), refresh -> StallPage.render(report, refresh));
        show.accept(
                recorder.record(turn.pid(), turn.duration(), StallOptions.defaults(), turn::progress, SNAPSHOTS, show));
    }

    private static void matrix(Turn turn) {
        LiveMeter meter = new LiveMeter(turn.duration(), turn.duration());
        turn.onEnd(meter::stop);
        long begun = System.nanoTime();
        Consumer<MeteredRun> show = window -> {
            turn.progress(
                    "watching",
                    (System.nanoTime() - begun) / (double) turn.duration().toNanos());
            Trends trends = Trends.of(window);
            turn.show(
                    trends.verdict().level().name() + ": " + trends.verdict().meaning() + ".",
                    refresh -> TrendsPage.render(turn.target(), window, trends, refresh));
        };
        show.accept(meter.watch(turn.pid(), show));
    }
}
