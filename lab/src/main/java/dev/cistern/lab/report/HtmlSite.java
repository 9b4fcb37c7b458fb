package dev.cistern.lab.report;

import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.Saving;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the HTML report that is about one site: evidence, call path, saving and price, code, chart. */
final class HtmlSite {
    private final Html html;
    private final SiteAdvice site;
    private final List<Advice.Window> windows;
    private final @Nullable ProbeEvidence probe;

    HtmlSite(Html html, SiteAdvice site, Advice advice) {
        this.html = html;
        this.site = site;
        this.windows = advice.windows();
        this.probe = advice.probe().of(site.className(), site.path());
    }

    void write(int number, boolean open) {
        String style = "card part " + HtmlVerdicts.css(site.verdict());
        if (open) {
            html.open("details", "class", style, "open", "");
        } else {
            html.open("details", "class", style);
        }
        summary(number);
        html.open("div", "class", "body", "id", "site-" + number);
        html.element("p", site.reason(), "class", "reason");
        html.open("div", "class", "columns").open("div");
        boundaries();
        conditions();
        saving();
        html.close().open("div");
        figures();
        WindowChart.ofSite(site, windows).write(html);
        path();
        html.close().close();
        apply();
        html.close().close();
    }

    private void summary(int number) {
        html.open("summary").element("span", Integer.toString(number), "class", "rank");
        html.open("span", "class", "name");
        html.element("b", Names.simpleClass(site.className())).text(" in ");
        html.element("code", Names.simpleMethod(site.method())).close();
        html.element("span", Figures.percent(site.share().value()), "class", "share");
        HtmlVerdicts.badge(html, site);
        html.close();
    }

    private void boundaries() {
        html.element("h3", "The five boundaries").open("ol", "class", "boundaries");
        for (BoundaryFinding finding : site.boundaries()) {
            String css = HtmlVerdicts.css(finding.outcome());
            html.open("li", "class", css);
            html.element(
                    "span", TerminalTable.glyph(finding.outcome()), "class", "outcome " + css, "aria-hidden", "true");
            html.open("div").open("p", "class", "title");
            html.text(finding.boundary().id() + " " + finding.boundary().title() + " ");
            html.element("span", finding.outcome().name(), "class", "word").close();
            html.element("p", finding.evidence()).close().close();
        }
        html.close();
    }

    private void conditions() {
        if (site.conditions().isEmpty()) {
            return;
        }
        html.element("h3", "Check by hand first").open("ul", "class", "plain conditions");
        site.conditions().forEach(condition -> html.element("li", condition));
        html.close();
    }

    private void saving() {
        Saving saving = site.saving();
        if (saving == null) {
            return;
        }
        html.element("h3", "What it would save, and its price").open("dl", "class", "rows");
        row("Allocation", Figures.byteRate(saving.bytesPerSecond()) + " less");
        row("Collection", Figures.ofOneCore(saving.gcCpuPerSecond()) + " less");
        row("Its own threads", Figures.ofOneCore(saving.mutatorPerSecond()) + " less");
        row("Price", Figures.bytes(saving.retainedBytes()) + " kept by the pool");
        html.close();
    }

    private void figures() {
        html.element("h3", "What was measured").open("dl", "class", "rows");
        row("Class", site.className());
        row("Bytes", Figures.byteRate(site.bytesPerSecond()));
        row("Objects", Figures.objectRate(site.objectsPerSecond()));
        row("Share of all bytes", Figures.percent(site.share()));
        row("Mean life", Figures.lifeWithInterval(site.lifeSeconds()));
        row("Survive the next GC", site.survivalShare() == null ? "unknown" : Figures.percent(site.survivalShare()));
        if (probe != null) {
            row("Probe", ProbeText.lives(probe));
        }
        row("Threads", String.join(", ", site.threads()));
        row("Samples", Figures.count(site.samples()));
        html.close();
    }

    private void row(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private void path() {
        html.element("h3", "Call path, innermost first").open("ol", "class", "path");
        boolean attributed = false;
        for (Frame frame : site.path()) {
            boolean here = !attributed && frame.qualifiedMethod().equals(site.method());
            attributed |= here;
            html.open("li", "class", here ? "here" : "frame").element("code", frame.qualifiedMethod());
            if (frame.line() > 0) {
                html.element("span", ":" + frame.line(), "class", "line");
            }
            html.close();
        }
        html.close();
    }

    private void apply() {
        html.open("div", "class", "apply").element("h3", "What to do");
        html.element("p", site.apply());
        if (!site.snippet().isBlank()) {
            html.open("div", "class", "snippet").open("pre", "tabindex", "0").open("code");
            html.lines(site.snippet().stripTrailing()).close().close().close();
        }
        html.close();
    }
}
