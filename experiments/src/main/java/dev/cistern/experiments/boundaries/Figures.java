package dev.cistern.experiments.boundaries;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of an experiment, by chart and label. */
record Figures(List<Figure> all) {
    double value(String chart, String label) {
        return all.stream()
                .filter(figure -> figure.chart().equals(chart) && figure.label().equals(label))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the experiment has not printed " + chart + ", " + label));
    }

    Finding.Chart chart(String chart, String caption, String unit) {
        return new Finding.Chart(
                caption,
                unit,
                all.stream()
                        .filter(figure -> figure.chart().equals(chart))
                        .map(figure -> new Finding.Bar(figure.label(), figure.value()))
                        .toList());
    }

    Map<String, Double> values(String chart) {
        return all.stream()
                .filter(figure -> figure.chart().equals(chart))
                .collect(Collectors.toMap(Figure::label, Figure::value));
    }

    List<String> notes() {
        return all.stream()
                .filter(figure -> figure.chart().equals(Figure.NOTE))
                .map(Figure::label)
                .toList();
    }

    @SuppressWarnings("AnnotateFormatMethod") // that annotation is of Error Prone, on which nothing here depends
    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
