package dev.cistern.lab.flame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The data file of known pools and caches: which frames are theirs, and on which path they lie. */
final class LensTable {
    static final String THREAD_LOCAL = "ThreadLocal";

    private static final String WITHIN = " within";

    /** On which path a frame lies, in the order in which one outdoes the other. */
    enum Outcome {
        HIT('h'),
        RELEASE('r'),
        MISS('m');

        private final char letter;

        Outcome(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    /**
     * What the table says of a frame.
     *
     * @param library the name of the library; empty where the frame is of none
     * @param outcome on which path it lies
     * @param within whether it says so only where a frame of that library stands further outwards
     */
    record Match(String library, Outcome outcome, boolean within) {
        private static final Match NONE = new Match("", Outcome.HIT, false);

        /** Whether the frame is the library's own. */
        boolean found() {
            return !library.isEmpty() && !within;
        }
    }

    /** A row; patterns have at most one star. */
    record Row(String library, String className, String method, Outcome outcome, boolean within) {
        boolean fits(String itsClass, String itsMethod) {
            return matches(className, itsClass) && matches(method, itsMethod);
        }

        static boolean matches(String pattern, String text) {
            int star = pattern.indexOf('*');
            return star < 0
                    ? pattern.equals(text)
                    : text.length() >= pattern.length() - 1
                            && text.startsWith(pattern.substring(0, star))
                            && text.endsWith(pattern.substring(star + 1));
        }
    }

    private final List<Row> rows;
    private final Map<String, List<Row>> byClass = new HashMap<>();

    private LensTable(List<Row> rows) {
        this.rows = rows;
    }

    static LensTable read() {
        List<Row> rows = new ArrayList<>();
        for (List<String> cells : DataFile.rows("lens.txt", 4)) {
            boolean within = cells.get(3).endsWith(WITHIN);
            String outcome = cells.get(3).replace(WITHIN, "");
            rows.add(new Row(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                    within));
        }
        return new LensTable(List.copyOf(rows));
    }

    List<Row> rows() {
        return rows;
    }

    /** What the table says of a frame, given with dots between packages. */
    Match match(String frame) {
        String itsClass = Frames.className(frame);
        String itsMethod = Frames.methodName(frame);
        for (Row row : byClass.computeIfAbsent(itsClass, this::ofClass)) {
            if (row.fits(itsClass, itsMethod)) {
                return new Match(row.library(), row.outcome(), row.within());
            }
        }
        return Match.NONE;
    }

    private List<Row> ofClass(String itsClass) {
        return itsClass.isEmpty()
                ? List.of()
                : rows.stream()
                        .filter(row -> Row.matches(row.className(), itsClass))
                        .toList();
    }
}
