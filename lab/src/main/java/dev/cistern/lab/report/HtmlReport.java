package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.recording.TargetFacts;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.List;

/**
 * Shows an advice as one self-contained HTML page: the verdicts on the first screen, then a part for each site.
 *
 * <p>The page opens offline, follows the reader's light or dark theme, and reads the same without JavaScript.
 */
public final class HtmlReport {
    /** Enough for any reader; what is left out is a tail of sites far below one per cent each. */
    private static final int MAXIMUM_SITES = 200;

    /** The sites whose parts are open at first although they do not pay. */
    private static final int OPEN_SITES = 3;

    private final Advice advice;
    private final List<SiteAdvice> sites;

    private HtmlReport(Advice advice) {
        this.advice = advice;
        this.sites = advice.sites().stream().limit(MAXIMUM_SITES).toList();
    }

    /**
     * The report as a document.
     *
     * @param advice what to show
     * @return the HTML document
     */
    public static String render(Advice advice) {
        return page(advice, Duration.ZERO).html();
    }

    /**
     * The report as a page to be served.
     *
     * @param advice what to show
     * @param refresh how often the page looks for a newer one; zero for a page that does not
     * @return the page with its policy
     */
    public static Page.Document page(Advice advice, Duration refresh) {
        String name = advice.target().mainClass();
        Page page = new Page("advise", "cistern advise" + (name.isEmpty() ? "" : ": " + Names.simpleClass(name)));
        return page.live(refresh).render(new HtmlReport(advice)::body);
    }

    private void body(Html html) {
        answer(html);
        if (!sites.isEmpty()) {
            new HtmlVerdicts(html).write(advice, sites);
            parts(html);
        }
        process(html);
        recognised(html);
        measuring(html);
    }

    private void answer(Html html) {
        Summary summary = Summary.of(advice);
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", summary.headline(), "id", "answer");
        if (!summary.why().isEmpty()) {
            html.element("p", summary.why(), "class", "why");
        }
        facts(html);
        banners(html);
        html.close();
    }

    private void banners(Html html) {
        if (advice.partial()) {
            banner(html, "Partial", "The observation ended early, after " + Figures.duration(advice.seconds()) + ".");
        }
        if (advice.engine().indicative()) {
            banner(html, "Indicative", "JFR's shares per site are biased, so a PAYS here is a hint and not a finding.");
        }
    }

    private static void banner(Html html, String word, String text) {
        html.open("p", "class", "banner").element("b", word).text(" " + text).close();
    }

    private void facts(Html html) {
        TargetFacts target = advice.target();
        html.open("dl", "class", "facts");
        html.fact("Target", target.mainClass() + (target.pid() == 0 ? "" : " (pid " + target.pid() + ")"));
        html.fact("JVM", target.jvm());
        html.fact("Collector", target.collector());
        html.fact(
                "Observed",
                Figures.duration(advice.seconds()) + " by " + advice.engine().label());
        Double exact = advice.calibration().exactBytesPerSecond();
        html.fact(
                "Allocates",
                Figures.byteRate(exact == null ? advice.calibration().sampledBytesPerSecond() : exact));
        Estimate interval = advice.gcIntervalSeconds();
        html.fact("Collection every", interval == null ? "too few seen" : Figures.duration(interval.value()));
        Double cpu = advice.gcCpuShare();
        html.fact("GC CPU", cpu == null ? "" : Figures.percent(cpu) + " of a core");
        html.close();
    }

    private void parts(Html html) {
        html.open("section", "class", "sites", "aria-labelledby", "sites");
        html.element("h2", "Site by site", "id", "sites");
        for (int i = 0; i < sites.size(); i++) {
            SiteAdvice site = sites.get(i);
            boolean open = site.verdict() == Verdict.PAYS || i < OPEN_SITES;
            new HtmlSite(html, site, advice).write(i + 1, open);
        }
        html.close();
    }

    private void process(Html html) {
        if (advice.windows().isEmpty()) {
            return;
        }
        html.open("section", "class", "card", "aria-labelledby", "process");
        html.element("h2", "The whole process, window by window", "id", "process");
        WindowChart.ofProcess(advice).write(html);
        html.close();
    }

    private void recognised(Html html) {
        if (advice.recognised().isEmpty()) {
            return;
        }
        html.open("section", "class", "card", "aria-labelledby", "recognised");
        html.element("h2", "Pools and caches it already has", "id", "recognised")
                .open("ul", "class", "plain");
        for (Advice.RecognisedPool pool : advice.recognised()) {
            html.open("li").element("b", pool.library()).text(" at ").element("code", pool.where());
            html.text(": " + pool.judgement()).close();
        }
        html.close().close();
    }

    private void measuring(Html html) {
        Advice.Calibration calibration = advice.calibration();
        html.open("section", "class", "card", "aria-labelledby", "measuring");
        html.element("h2", "How these figures came about", "id", "measuring");
        html.open("ul", "class", "plain");
        html.element("li", calibrated(calibration));
        advice.notes().forEach(note -> html.element("li", note));
        html.element("li", "Intervals are 95 % intervals. A verdict that rests on one is corrected for their number.");
        html.close().close();
    }

    private static String calibrated(Advice.Calibration calibration) {
        String samples = Figures.count(calibration.samples()) + " samples";
        String dropped = calibration.dropped() == 0
                ? ""
                : "; " + Figures.count(calibration.dropped()) + " more were left out because their weight is wrong";
        Double exact = calibration.exactBytesPerSecond();
        if (exact == null) {
            return samples + dropped + ". The JVM did not tell its exact total, so they were not scaled.";
        }
        return samples + " that together said " + Figures.byteRate(calibration.sampledBytesPerSecond())
                + " were scaled to the " + Figures.byteRate(exact) + " that the JVM counted" + dropped + ".";
    }
}
