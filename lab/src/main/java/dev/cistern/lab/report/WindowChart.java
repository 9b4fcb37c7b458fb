package dev.cistern.lab.report;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.shell.Figures;
import dev.cistern.lab.shell.Html;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Bytes a second in each window as bars from zero, with the mean and its 95 % interval as a band behind them.
 *
 * @param rates bytes a second, one a window
 * @param windows when each window was
 * @param mean the figure that the windows together give
 * @param caption what is drawn
 */
record WindowChart(List<Double> rates, List<Advice.Window> windows, Estimate mean, String caption) {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 170;
    private static final double LEFT = 64;
    private static final double RIGHT = 8;
    private static final double TOP = 10;
    private static final double BOTTOM = 24;
    private static final int GRID_LINES = 4;

    static WindowChart ofSite(SiteAdvice site, List<Advice.Window> windows) {
        return new WindowChart(
                site.windowBytesPerSecond(), windows, site.bytesPerSecond(), "Bytes a second in each window");
    }

    static WindowChart ofProcess(Advice advice) {
        List<Double> rates =
                advice.windows().stream().map(Advice.Window::bytesPerSecond).toList();
        double mean = rates.stream().mapToDouble(rate -> rate).average().orElse(0);
        return new WindowChart(
                rates, advice.windows(), Estimate.exactly(mean), "Bytes a second and collections in each window");
    }

    void write(Html html) {
        if (rates.isEmpty() || rates.size() != windows.size()) {
            return;
        }
        html.open("figure", "class", "chart");
        html.open(
                "svg", "viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT), "role", "img", "aria-label", spoken());
        grid(html);
        band(html);
        bars(html);
        meanLine(html);
        times(html);
        html.close();
        html.element("figcaption", caption + legend());
        html.close();
    }

    private String legend() {
        return mean.low() == mean.high()
                ? "; the line is their mean."
                : "; the line is the mean, the band its 95 % interval.";
    }

    private void grid(Html html) {
        double step = step();
        for (int i = 0; i * step <= top() * 1.0001; i++) {
            String y = number(y(i * step));
            html.open("line", "class", "grid", "x1", number(LEFT), "x2", number(WIDTH - RIGHT), "y1", y, "y2", y);
            html.element(
                    "text",
                    Figures.byteRate(i * step),
                    "class",
                    "tick",
                    "text-anchor",
                    "end",
                    "x",
                    number(LEFT - 6),
                    "y",
                    number(y(i * step) + 3.5));
        }
    }

    private void band(Html html) {
        double high = Math.min(mean.high(), top());
        if (high > mean.low()) {
            html.open(
                    "rect",
                    "class",
                    "band",
                    "x",
                    number(LEFT),
                    "width",
                    number(WIDTH - LEFT - RIGHT),
                    "y",
                    number(y(high)),
                    "height",
                    number(y(mean.low()) - y(high)));
        }
    }

    private void bars(Html html) {
        for (int i = 0; i < rates.size(); i++) {
            Advice.Window window = windows.get(i);
            double left = x(window.startSeconds()) + 1.5;
            double right = x(window.startSeconds() + window.seconds()) - 1.5;
            html.open("g", "class", "bar");
            html.element("title", tip(i));
            html.open(
                    "rect",
                    "x",
                    number(left),
                    "width",
                    number(Math.max(1, right - left)),
                    "y",
                    number(y(rates.get(i))),
                    "height",
                    number(Math.max(0, y(0) - y(rates.get(i)))),
                    "rx",
                    "2");
            html.close();
        }
    }

    private String tip(int i) {
        Advice.Window window = windows.get(i);
        return Figures.duration(window.startSeconds()) + " to "
                + Figures.duration(window.startSeconds() + window.seconds()) + ": " + Figures.byteRate(rates.get(i))
                + ", " + window.collections() + (window.collections() == 1 ? " collection" : " collections");
    }

    private void meanLine(Html html) {
        String y = number(y(mean.value()));
        html.open("line", "class", "mean", "x1", number(LEFT), "x2", number(WIDTH - RIGHT), "y1", y, "y2", y);
    }

    private void times(Html html) {
        int every = Math.max(1, windows.size() / 6);
        for (int i = 0; i < windows.size(); i += every) {
            time(html, windows.get(i).startSeconds());
        }
        time(html, end());
    }

    private void time(Html html, double seconds) {
        html.element(
                "text",
                Figures.duration(seconds),
                "class",
                "tick",
                "text-anchor",
                seconds == end() ? "end" : "middle",
                "x",
                number(x(seconds)),
                "y",
                number(HEIGHT - 8));
    }

    private String spoken() {
        return caption + ": "
                + String.join(", ", rates.stream().map(Figures::byteRate).toList()) + "; mean "
                + Figures.byteRate(mean);
    }

    private double end() {
        return windows.stream()
                .mapToDouble(window -> window.startSeconds() + window.seconds())
                .max()
                .orElse(1);
    }

    private double x(double seconds) {
        double end = end();
        return LEFT + (end > 0 ? seconds / end : 0) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double rate) {
        return HEIGHT - BOTTOM - rate / top() * (HEIGHT - TOP - BOTTOM);
    }

    private double top() {
        return step() * GRID_LINES;
    }

    /** A round step of which four reach above everything that is drawn. */
    private double step() {
        double high = Double.isFinite(mean.high()) ? mean.high() : mean.value();
        double most = DoubleStream.concat(rates.stream().mapToDouble(rate -> rate), DoubleStream.of(high))
                .max()
                .orElse(1);
        double rough = Math.max(most, 1) / GRID_LINES;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return DoubleStream.of(1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10)
                .map(round -> round * power)
                .filter(step -> step >= rough)
                .findFirst()
                .orElse(10 * power);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
