package dev.cistern.lab.cost;

import dev.cistern.lab.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cost model as lines of text: what the probe prints and what is kept in the user's cache folder. */
final class CostText {
    private static final String FORMAT = "cistern-cost 1";
    private static final int HEAD_LINES = 4;

    private CostText() {}

    static String write(CostModel model) {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        text.append(model.machine()).append('\n');
        text.append(model.slot()).append('\n');
        text.append(figures(model.slotNanos())).append('\n');
        for (CostModel.Point point : model.points()) {
            text.append(point.bytes())
                    .append(' ')
                    .append(figures(point.allocateNanos()))
                    .append(' ')
                    .append(figures(point.clearNanos()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String figures(Estimate estimate) {
        return String.format(Locale.ROOT, "%.4f %.4f %.4f", estimate.value(), estimate.low(), estimate.high());
    }

    /** {@return the model; empty if the text is of another format, incomplete or damaged} */
    static Optional<CostModel> read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() <= HEAD_LINES || !lines.getFirst().equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            List<CostModel.Point> points = new ArrayList<>();
            for (String line : lines.subList(HEAD_LINES, lines.size())) {
                String[] words = line.split(" ", -1);
                points.add(new CostModel.Point(Integer.parseInt(words[0]), estimate(words, 1), estimate(words, 4)));
            }
            Estimate slot = estimate(lines.get(HEAD_LINES - 1).split(" ", -1), 0);
            return Optional.of(new CostModel(lines.get(1), lines.get(2), slot, points));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Estimate estimate(String[] words, int first) {
        return new Estimate(
                Double.parseDouble(words[first]),
                Double.parseDouble(words[first + 1]),
                Double.parseDouble(words[first + 2]));
    }
}
