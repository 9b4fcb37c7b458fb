package dev.cistern.bench.hitratio;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Draws by how many points each cell of the grid hits more or less than Caffeine, one bar a cell; a picture that stands alone. */
final class LeadChart {
    private static final int WIDTH = 760;
    private static final int LEFT = 190;
    private static final int RIGHT = 60;
    private static final int TOP = 40;
    private static final int LINE = 15;
    private static final int BAR = 10;
    private static final double LEAST_SCALE = 1;

    /**
     * One bar.
     *
     * @param text beside it
     * @param points its length, to the left below 0
     */
    record Bar(String text, double points) {}

    private final String title;
    private final List<Bar> bars;
    private final double low;
    private final double scale;
    private final Formatter out = new Formatter(Locale.ROOT);

    private LeadChart(String title, List<Bar> bars) {
        this.title = title;
        this.bars = bars;
        low = Math.min(0, bars.stream().mapToDouble(Bar::points).min().orElse(0));
        double high = Math.max(
                LEAST_SCALE, bars.stream().mapToDouble(Bar::points).max().orElse(0));
        scale = (WIDTH - LEFT - RIGHT) / (high - low);
    }

    /** {@return an SVG document} */
    static String svg(String title, List<Bar> bars) {
        LeadChart chart = new LeadChart(title, bars);
        chart.draw();
        return chart.out.toString();
    }

    private double x(double points) {
        return LEFT + (points - low) * scale;
    }

    private void draw() {
        int height = TOP + bars.size() * LINE + LINE;
        out.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n",
                WIDTH, height);
        out.format("<style>text{fill:#222}.up{fill:#00798c}.down{fill:#d1495b}line{stroke:#888}"
                + "@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>%n");
        out.format("<text x=\"8\" y=\"20\" font-size=\"14\">%s</text>%n", title);
        out.format(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n", x(0), x(0), TOP - 4, TOP + bars.size() * LINE);
        int y = TOP;
        for (Bar bar : bars) {
            double from = x(Math.min(0, bar.points));
            double to = x(Math.max(0, bar.points));
            out.format("<text x=\"8\" y=\"%d\">%s</text>%n", y + BAR - 1, bar.text);
            out.format(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>%n",
                    from, y, Math.max(0.5, to - from), BAR, bar.points < 0 ? "down" : "up");
            out.format("<text x=\"%.1f\" y=\"%d\">%+.2f</text>%n", to + 4, y + BAR - 1, bar.points);
            y += LINE;
        }
        out.format("</svg>%n");
    }
}
