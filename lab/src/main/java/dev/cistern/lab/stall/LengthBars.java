package dev.cistern.lab.stall;

import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import java.util.Locale;

/** A histogram of one kind of spans: a bar for each doubling of length, its height the logarithm of its count. */
final class LengthBars {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 110;
    private static final double BOTTOM = 22;

    private final StallReport.HistogramRow row;

    LengthBars(StallReport.HistogramRow row) {
        this.row = row;
    }

    void write(Html html) {
        long most = row.buckets().stream()
                .mapToLong(StallReport.Bucket::count)
                .max()
                .orElse(0);
        if (most == 0) {
            return;
        }
        String caption = row.kind().words()
                + ": how many by length, each bar twice as long as the one before; heights are" + " logarithms";
        html.open("figure", "class", "chart");
        html.open(
                "svg", "viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT), "role", "img", "aria-label", caption);
        double step = WIDTH / row.buckets().size();
        for (int i = 0; i < row.buckets().size(); i++) {
            bar(html, i, step, most);
        }
        html.close();
        html.element("figcaption", caption + ".").close();
    }

    private void bar(Html html, int index, double step, long most) {
        StallReport.Bucket bucket = row.buckets().get(index);
        double height = bucket.count() == 0
                ? 0
                : 4 + (HEIGHT - BOTTOM - 14) * Math.log1p((double) bucket.count()) / Math.log1p((double) most);
        String upTo = Figures.duration(bucket.upToSeconds());
        html.open("g", "class", "bar").element("title", "up to " + upTo + ": " + Figures.count(bucket.count()));
        html.open(
                "rect",
                "x",
                number(index * step + 1),
                "width",
                number(step - 2),
                "y",
                number(HEIGHT - BOTTOM - height),
                "height",
                number(height),
                "rx",
                "2");
        html.close();
        if (index % Math.max(1, row.buckets().size() / 8) == 0) {
            html.element(
                    "text",
                    upTo,
                    "class",
                    "tick",
                    "text-anchor",
                    "middle",
                    "x",
                    number(Math.max(20, (index + 0.5) * step)),
                    "y",
                    number(HEIGHT - 8));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
