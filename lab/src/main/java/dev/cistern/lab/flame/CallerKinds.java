package dev.cistern.lab.flame;

import java.util.List;

/** The data file that tells by its class what kind of code a caller is. */
final class CallerKinds {
    private record Row(String kind, String prefix) {}

    private final List<Row> rows;

    private CallerKinds(List<Row> rows) {
        this.rows = rows;
    }

    static CallerKinds read() {
        return new CallerKinds(DataFile.rows("callers.txt", 2).stream()
                .map(cells -> new Row(cells.get(0), cells.get(1)))
                .toList());
    }

    String of(String frame, String otherwise) {
        for (Row row : rows) {
            if (frame.startsWith(row.prefix)) {
                return row.kind;
            }
        }
        return otherwise;
    }
}
