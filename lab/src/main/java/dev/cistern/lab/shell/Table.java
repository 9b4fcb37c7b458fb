package dev.cistern.lab.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report: its columns sort by a click or a key, long ones can be filtered, on a phone each row is a card.
 *
 * <p>Sorting and filtering need the page's script; without it the table reads the same in the order of its rows. Not
 * thread-safe.
 */
public final class Table {
    private final String label;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private record Column(String name, boolean number) {}

    /**
     * One cell.
     *
     * @param text what it shows
     * @param sort what its column is sorted by; null for the text itself
     * @param href where it leads, such as {@code #pause-3}; empty for nowhere
     * @param style a style class of its own; empty for none
     */
    public record Cell(String text, @Nullable Double sort, String href, String style) {
        /** {@return the same cell with a style class of the caller's} */
        public Cell styled(String css) {
            return new Cell(text, sort, href, css);
        }

        /** {@return the same cell leading to another part of the page} */
        public Cell leadingTo(String target) {
            return new Cell(text, sort, target, style);
        }
    }

    /**
     * A table without columns.
     *
     * @param label what it shows, for those who hear it; not seen
     */
    public Table(String label) {
        this.label = label;
    }

    /** {@return a cell of text} */
    public static Cell cell(String text) {
        return new Cell(text, null, "", "");
    }

    /** {@return a cell that shows a figure as people read it and sorts by its value} */
    public static Cell cell(String text, double value) {
        return new Cell(text, value, "", "");
    }

    /** Adds a column of text, which a first click sorts from a to z. */
    public Table column(String name) {
        columns.add(new Column(name, false));
        return this;
    }

    /** Adds a column of figures, which a first click sorts from the largest. */
    public Table number(String name) {
        columns.add(new Column(name, true));
        return this;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has another number of cells than there are columns
     */
    public Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row needs " + columns.size() + " cells, one a column, but was given " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** {@return whether it has no row} */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes the table, head and rows. */
    public void write(Html html) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
        html.open("table", "class", "sortable cards", "aria-label", label);
        html.open("thead").open("tr");
        for (Column column : columns) {
            html.element(
                    "th",
                    column.name(),
                    "scope",
                    "col",
                    "class",
                    column.number() ? "number" : "",
                    "data-order",
                    column.number() ? "descending" : "ascending");
        }
        html.close().close().open("tbody");
        rows.forEach(row -> row(html, row));
        html.close().close().close();
    }

    private void row(Html html, List<Cell> cells) {
        html.open("tr");
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Column column = columns.get(i);
            String style = (column.number() ? "number " : "") + cell.style();
            Double sort = cell.sort();
            html.open(
                    "td",
                    "class",
                    style.strip(),
                    "data-label",
                    column.name(),
                    "data-sort",
                    sort == null ? Printable.line(cell.text()) : Double.toString(sort));
            if (cell.href().isEmpty()) {
                html.text(cell.text());
            } else {
                html.element("a", cell.text(), "href", cell.href());
            }
            html.close();
        }
        html.close();
    }
}
