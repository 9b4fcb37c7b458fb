package dev.cistern.lab.shell;

import java.util.Locale;

/** Writes a figure of rows, each a label, something drawn on a scale from 0 to 100, and a text. */
final class BarRows {
    private final Html html;

    private BarRows(Html html) {
        this.html = html;
    }

    static BarRows open(Html html, String caption) {
        html.needs(Asset.beside(BarRows.class, "bars.css"));
        html.open("figure", "class", "bars").element("figcaption", caption);
        html.open("table", "aria-label", caption).open("tbody");
        return new BarRows(html);
    }

    void begin(String label, String style) {
        html.open("tr", "class", style).element("th", label, "scope", "row");
        html.open("td", "class", "drawn");
        html.open("svg", "viewBox", "0 0 100 1", "preserveAspectRatio", "none", "aria-hidden", "true");
    }

    void stretch(String style, double from, double to) {
        html.open("rect", "class", style, "x", number(from), "y", "0", "width", number(to - from), "height", "1");
    }

    void end(String text) {
        html.close().close().element("td", text, "class", "number").close();
    }

    void close() {
        html.close().close().close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
