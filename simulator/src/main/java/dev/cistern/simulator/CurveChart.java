package dev.cistern.simulator;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * Draws miss-ratio curves: for each policy the share of misses by the size of the cache, the size on a logarithmic axis.
 *
 * <p>The picture stands alone, names no outside file and follows the reader's light or dark setting.
 */
public final class CurveChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 56;
    private static final int RIGHT = 170;
    private static final int TOP = 36;
    private static final int BOTTOM = 48;
    private static final int LABEL_HEIGHT = 15;
    private static final int RULES = 5;
    private static final String[] COLOURS = {
        "#7f7f7f", "#d1495b", "#00798c", "#edae49", "#30638e", "#5b8e3e", "#8e5ea2", "#c06c3e", "#2e86ab", "#a23b72"
    };

    private final SimulationReport report;
    private final double smallest;
    private final double largest;
    private final double highest;
    private final Formatter out = new Formatter(Locale.ROOT);

    private CurveChart(SimulationReport report) {
        this.report = report;
        List<Integer> sizes = report.sizes();
        smallest = Math.log(sizes.stream().mapToInt(size -> size).min().orElse(1));
        largest = Math.log(sizes.stream().mapToInt(size -> size).max().orElse(1));
        double worst = report.cells().stream()
                .mapToDouble(cell -> 1 - report.hitRatio(cell))
                .max()
                .orElse(1);
        highest = Math.max(0.1, Math.ceil(worst * 10) / 10);
    }

    /**
     * The picture.
     *
     * @param report what to draw
     * @return an SVG document
     */
    public static String svg(SimulationReport report) {
        CurveChart chart = new CurveChart(report);
        chart.draw();
        return chart.out.toString();
    }

    /**
     * A page with the picture and the figures, which opens offline.
     *
     * @param report what to show
     * @return an HTML document
     */
    public static String html(SimulationReport report) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Cistern: %1$s</title>
                <style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;
                padding:0 1rem}svg{width:100%%;height:auto}pre{overflow-x:auto}</style></head>
                <body><h1>%1$s</h1>
                %2$s
                <h2>Figures</h2>
                <pre>%3$s</pre>
                </body></html>
                """.formatted(escaped(report.trace()), svg(report), escaped(ReportText.table(report)));
    }

    private void draw() {
        out.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, HEIGHT, escaped("Miss ratio by cache size, " + report.trace()));
        out.format(
                "<style>text{font:12px system-ui,sans-serif;fill:#333}.rule{stroke:#ccc}.curve{fill:none;stroke-width:2}"
                        + "@media(prefers-color-scheme:dark){text{fill:#ddd}.rule{stroke:#444}}</style>%n");
        out.format("<text x=\"%d\" y=\"20\">Misses in %% by cache size: %s</text>%n", LEFT, escaped(report.trace()));
        rules();
        List<String> policies = report.policies();
        double last = Double.NEGATIVE_INFINITY;
        List<String> byEnd = policies.stream()
                .sorted((one, other) -> Double.compare(end(one), end(other)))
                .toList();
        for (String policy : byEnd) {
            last = Math.max(end(policy), last + LABEL_HEIGHT);
            curve(policy, COLOURS[policies.indexOf(policy) % COLOURS.length], last);
        }
        out.format("</svg>%n");
    }

    private void rules() {
        for (int i = 0; i <= RULES; i++) {
            double ratio = highest * i / RULES;
            out.format(
                    "<line class=\"rule\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>%n",
                    LEFT, WIDTH - RIGHT, y(ratio), y(ratio), LEFT - 8, y(ratio) + 4, 100 * ratio);
        }
        for (int size : report.sizes()) {
            out.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
                    x(size), HEIGHT - BOTTOM + 20, size);
        }
    }

    private void curve(String policy, String colour, double label) {
        StringBuilder points = new StringBuilder();
        for (SimulationReport.Cell cell : report.of(policy)) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(cell.size()), y(1 - report.hitRatio(cell))));
        }
        String dashes = policy.equals(Contender.OPTIMUM) ? " stroke-dasharray=\"5 4\"" : "";
        out.format(
                "<polyline class=\"curve\" stroke=\"%s\"%s points=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" style=\"fill:%s\">%s</text>%n",
                colour, dashes, points.toString().strip(), WIDTH - RIGHT + 10, label + 4, colour, escaped(policy));
    }

    private double end(String policy) {
        return y(1 - report.hitRatio(report.of(policy).getLast()));
    }

    private double x(int size) {
        double share = largest == smallest ? 0.5 : (Math.log(size) - smallest) / (largest - smallest);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double ratio) {
        return HEIGHT - BOTTOM - ratio / highest * (HEIGHT - TOP - BOTTOM);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
