package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.shell.Asset;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Printable;
import dev.cistern.lab.shell.Table;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lanes of the threads: drawn by a script from data beside it; without the script, a table of the longest spans. */
final class LanesFigure {
    private static final Asset STYLE = Asset.beside(LanesFigure.class, "lanes.css");
    private static final Asset SCRIPT = Asset.beside(LanesFigure.class, "lanes.js");
    private static final int ROWS = 50;
    /** The script knows kinds and reasons by their place in these. */
    private static final List<StallKind> KINDS = List.of(StallKind.values());

    private static final List<StallReport.Why> WHYS = List.of(StallReport.Why.values());

    private final StallReport report;
    private final JsonMapper mapper = JsonMapper.shared();
    private final ArrayNode stacks = mapper.createArrayNode();
    private final IdentityHashMap<List<Frame>, Integer> indices = new IdentityHashMap<>();

    LanesFigure(StallReport report) {
        this.report = report;
    }

    private record Placed(String thread, StallReport.Span span) {}

    void write(Html html) {
        html.needs(STYLE).needs(SCRIPT);
        html.open("section", "class", "card", "aria-labelledby", "lanes");
        html.element("h2", "Thread by thread", "id", "lanes");
        if (report.lanes().isEmpty() && report.pauses().isEmpty()) {
            html.element("p", "No span was long enough to be shown.").close();
            return;
        }
        html.open("figure", "class", "lanes", "id", "timeline");
        html.element(
                "figcaption",
                "Each lane is a thread, each bar a time in which it did not go on; grey bands are pauses of the whole"
                        + " program. Click a bar for its stack, drag to zoom.");
        html.open("div", "class", "board").close();
        html.json(mapper.writeValueAsString(data()));
        html.close();
        html.open("details", "class", "longest").element("summary", "The longest spans as a table");
        table().write(html);
        html.close().close();
    }

    private Table table() {
        Table table = new Table("The longest spans")
                .column("Thread")
                .column("Kind")
                .number("At")
                .number("Length")
                .column("Why so long")
                .column("Where");
        report.lanes().stream()
                .flatMap(lane -> lane.spans().stream().map(span -> new Placed(lane.name(), span)))
                .filter(placed -> placed.span().kind() != StallKind.PARK)
                .sorted(Comparator.comparingDouble(
                                (Placed placed) -> placed.span().seconds())
                        .reversed())
                .limit(ROWS)
                .forEach(placed -> table.row(
                        Table.cell(placed.thread()),
                        Table.cell(placed.span().kind().words()),
                        Table.cell(
                                Figures.duration(placed.span().startSeconds()),
                                placed.span().startSeconds()),
                        Table.cell(
                                Figures.duration(placed.span().seconds()),
                                placed.span().seconds()),
                        Table.cell(StallText.why(placed.span().why())),
                        Table.cell(Spans.ownMethod(placed.span().path()))));
        return table;
    }

    private ObjectNode data() {
        ObjectNode root = mapper.createObjectNode();
        root.put("seconds", report.seconds());
        root.put("min", report.minSpanSeconds());
        root.put(
                "critical",
                report.critical() == null ? null : (Double) report.critical().seconds());
        ArrayNode kinds = root.putArray("kinds");
        for (StallKind kind : KINDS) {
            kinds.addObject().put("name", kind.words()).put("shown", kind != StallKind.PARK);
        }
        ArrayNode whys = root.putArray("whys");
        for (StallReport.Why why : WHYS) {
            whys.add(StallText.why(why));
        }
        ArrayNode pauses = root.putArray("pauses");
        report.pauses()
                .forEach(band -> numbers(pauses.addArray(), band.startSeconds(), band.seconds())
                        .add(Printable.line(band.name()))
                        .add(band.byAllocation()));
        ArrayNode lanes = root.putArray("lanes");
        for (StallReport.Lane lane : report.lanes()) {
            ObjectNode object = lanes.addObject().put("name", Printable.line(lane.name()));
            ArrayNode spans = object.putArray("spans");
            lane.spans().forEach(span -> span(spans.addArray(), span));
        }
        root.set("stacks", stacks);
        return root;
    }

    private void span(ArrayNode json, StallReport.Span span) {
        numbers(json, span.startSeconds(), span.seconds())
                .add(KINDS.indexOf(span.kind()))
                .add(WHYS.indexOf(span.why()))
                .add(Printable.line(span.detail()))
                .add(stack(span.path()));
    }

    private static ArrayNode numbers(ArrayNode json, double start, double length) {
        return json.add(Double.parseDouble(String.format(Locale.ROOT, "%.6f", start)))
                .add(Double.parseDouble(String.format(Locale.ROOT, "%.6f", length)));
    }

    private int stack(List<Frame> path) {
        if (path.isEmpty()) {
            return -1;
        }
        return indices.computeIfAbsent(path, fresh -> {
            ArrayNode lines = stacks.addArray();
            StallAnalysis.lines(path).forEach(line -> lines.add(Printable.line(line)));
            return stacks.size() - 1;
        });
    }
}
