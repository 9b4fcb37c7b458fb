package dev.cistern.lab.flame;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.TargetFacts;
import dev.cistern.lab.shell.Asset;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.Table;
import java.time.Duration;
import java.util.List;

/** A profile as a page: the graph with its tools, the pools and caches, the heaviest frames. */
final class FlamePage {
    private static final int MOST_FRAMES = 100;

    private final Profile profile;
    private final Profile.Facts facts;
    private final FlameData data;
    private final List<Lens.Row> pools;
    private final double total;

    FlamePage(Profile profile) {
        this.profile = profile;
        this.facts = profile.facts();
        this.data = new FlameData(profile);
        this.pools = Lens.of(profile);
        this.total = Math.max(profile.total(), Double.MIN_NORMAL);
    }

    Page.Document render(Duration every) {
        String name = facts.target().mainClass().isEmpty()
                ? facts.source()
                : facts.target().mainClass();
        Page page = new Page("flame", "cistern flame: " + Names.simpleClass(name));
        String json = data.json();
        return page.live(every).render(html -> {
            html.needs(Asset.beside(FlamePage.class, "flame.css"))
                    .needs(Asset.beside(FlamePage.class, "flame-model.js"))
                    .needs(Asset.beside(FlamePage.class, "flame-colours.js"))
                    .needs(Asset.beside(FlamePage.class, "flame-graph.js"))
                    .needs(Asset.beside(FlamePage.class, "flame.js"));
            answer(html);
            graph(html, json);
            lens(html);
            if (FrameSums.endsInClasses(profile.tree())) {
                sites(html);
            }
            frames(html);
            measuring(html);
        });
    }

    private void answer(Html html) {
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", Weights.headline(profile), "id", "answer");
        html.open("dl", "class", "facts");
        TargetFacts target = facts.target();
        html.fact("Target", target.mainClass() + (target.pid() == 0 ? "" : " (pid " + target.pid() + ")"));
        html.fact("Source", facts.source());
        html.fact("JVM", target.jvm());
        html.fact("Samples", profile.samples() == 0 ? "" : Figures.count(profile.samples()));
        html.fact("Different stacks", Figures.count(profile.tree().stackCount()));
        double pooled = pools.stream().mapToDouble(Lens.Row::share).sum();
        html.fact("In pools and caches", pools.isEmpty() ? "" : Figures.percent(pooled));
        Profile.Comparison comparison = facts.comparison();
        if (comparison != null) {
            html.fact("Compared with", comparison.source());
            double change = profile.total() - profile.tree().baseTotal();
            html.fact("Change", Weights.change(change, facts.unit()) + ", " + comparison.scaling());
        }
        html.close();
        if (facts.partial()) {
            html.open("p", "class", "banner").element("b", "Partial");
            html.text(" It ended early, or could not be read to its end.").close();
        }
        html.close();
    }

    private void graph(Html html, String json) {
        html.open("section", "class", "card flame", "id", "flame", "aria-label", "Flame graph");
        html.json(json);
        html.element(
                "p", "The graph is drawn by a script. The tables below read the same without one.", "class", "without");
        html.close();
        if (data.leftOut() > 0) {
            html.element(
                    "p",
                    Figures.count(data.leftOut()) + " of "
                            + Figures.count(profile.tree().size() - 1)
                            + " boxes are too narrow to be seen and are counted with their callers; the exported files"
                            + " have all.",
                    "class",
                    "fine");
        }
    }

    private void lens(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "lens");
        html.open("div", "class", "heading")
                .element("h2", "Pools and caches", "id", "lens")
                .close();
        if (pools.isEmpty()) {
            html.element("p", "No frame of a known pool or cache is in it.", "class", "fine");
            html.close();
            return;
        }
        Table table = new Table("Pools and caches by caller")
                .column("Library")
                .column("Called by")
                .column("Caller")
                .number("Share")
                .number("Hit")
                .number("Miss")
                .number("Release");
        for (Lens.Row row : pools) {
            boolean first = true;
            for (Lens.Caller caller : row.callers()) {
                double share = caller.paths().sum() / total;
                if (first || share >= 0.001) {
                    table.row(
                            Table.cell(row.library()),
                            Table.cell(row.group()),
                            frame(caller.method()),
                            Table.cell(Figures.percent(share), share),
                            weight(caller.paths().hit()).styled("hit"),
                            weight(caller.paths().miss()).styled("miss"),
                            weight(caller.paths().release()).styled("release"));
                }
                first = false;
            }
        }
        table.write(html);
        html.element(
                "p",
                "Hit: something idle or cached was found. Miss: it was made or loaded. Release: it was given back, put"
                        + " in, evicted or cleaned up.",
                "class",
                "fine");
        html.close();
    }

    private void sites(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "sites");
        html.open("div", "class", "heading")
                .element("h2", "Sites", "id", "sites")
                .close();
        Table table =
                new Table("Sites by weight").column("Site").number("Weight").number("Share");
        boolean compared = facts.comparison() != null;
        boolean stated = facts.calibration() != null;
        if (compared) {
            table.number("Change");
        } else if (stated) {
            table.number("95 %");
        }
        List<FrameSums.Sum> sums = FrameSums.sites(profile.tree());
        for (FrameSums.Sum sum : sums.subList(0, Math.min(MOST_FRAMES, sums.size()))) {
            Table.Cell site = Table.cell(sum.frame()).styled("frame");
            Table.Cell share = Table.cell(Figures.percent(sum.self() / total), sum.self());
            if (compared) {
                table.row(site, weight(sum.self()), share, change(sum.self() - sum.baseSelf()));
            } else if (stated) {
                table.row(site, weight(sum.self()), share, interval(sum));
            } else {
                table.row(site, weight(sum.self()), share);
            }
        }
        table.write(html);
        html.close();
    }

    private void frames(Html html) {
        html.open("section", "class", "card", "aria-labelledby", "frames");
        html.open("div", "class", "heading")
                .element("h2", "Frames", "id", "frames")
                .close();
        boolean compared = facts.comparison() != null;
        Table table = new Table("Frames by their own weight")
                .column("Frame")
                .number("Self")
                .number("Share")
                .number("Total");
        if (compared) {
            table.number("Change of self").number("Change of total");
        }
        List<FrameSums.Sum> sums = FrameSums.of(profile.tree());
        for (FrameSums.Sum sum : sums.subList(0, Math.min(MOST_FRAMES, sums.size()))) {
            Table.Cell frame = frame(sum.frame());
            Table.Cell share = Table.cell(Figures.percent(sum.self() / total), sum.self());
            if (compared) {
                table.row(
                        frame,
                        weight(sum.self()),
                        share,
                        weight(sum.total()),
                        change(sum.self() - sum.baseSelf()),
                        change(sum.total() - sum.baseTotal()));
            } else {
                table.row(frame, weight(sum.self()), share, weight(sum.total()));
            }
        }
        table.write(html);
        if (sums.size() > MOST_FRAMES) {
            html.element(
                    "p",
                    Figures.count(sums.size() - MOST_FRAMES) + " frames with less weight of their own are not listed.",
                    "class",
                    "fine");
        }
        html.close();
    }

    private Table.Cell frame(String name) {
        Table.Cell cell = Table.cell(Frames.shown(name)).styled("frame");
        int number = data.number(name);
        return number < 0 ? cell : cell.leadingTo("#frame-" + number);
    }

    private Table.Cell weight(double weight) {
        return Table.cell(Weights.text(weight, facts.unit()), weight);
    }

    private Table.Cell interval(FrameSums.Sum sum) {
        Estimate interval = Weights.interval(profile, sum);
        return interval == null
                ? Table.cell("")
                : Table.cell(
                        Weights.text(interval.low(), facts.unit()) + " to "
                                + Weights.text(interval.high(), facts.unit()),
                        interval.low());
    }

    private Table.Cell change(double change) {
        return Table.cell(Weights.change(change, facts.unit()), change).styled(change > 0 ? "grew" : "shrank");
    }

    private void measuring(Html html) {
        List<String> notes = FlameNotes.of(profile);
        if (notes.isEmpty()) {
            return;
        }
        html.open("section", "class", "card", "aria-labelledby", "measuring");
        html.element("h2", "How these figures came about", "id", "measuring");
        html.open("ul", "class", "plain");
        notes.forEach(note -> html.element("li", note));
        html.close().close();
    }
}
