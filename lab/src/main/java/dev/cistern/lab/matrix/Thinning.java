package dev.cistern.lab.matrix;

import java.util.ArrayList;
import java.util.List;

/** Takes every so many points of a long series: a slope over all pairs of ten thousand points would take gigabytes. */
final class Thinning {
    private static final int MOST = 1_000;

    private Thinning() {}

    static <T> List<T> of(List<T> series) {
        if (series.size() <= MOST) {
            return series;
        }
        List<T> thinned = new ArrayList<>(MOST);
        for (int i = 0; i < MOST; i++) {
            thinned.add(series.get((int) ((long) i * (series.size() - 1) / (MOST - 1))));
        }
        return thinned;
    }
}
