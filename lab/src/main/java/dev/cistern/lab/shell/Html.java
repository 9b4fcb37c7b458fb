package dev.cistern.lab.shell;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes HTML of which only the tags are markup: every text and every attribute value is escaped on its way in.
 *
 * <p>There is no way to add a ready-made piece of markup, so nothing that a target is called can become any. Tag and
 * attribute names are constants of the callers. Not thread-safe.
 */
public final class Html {
    private static final Set<String> WITHOUT_END = Set.of("meta", "br", "rect", "line", "path", "circle", "input");

    private static final Set<String> HTML_WITHOUT_END = Set.of("meta", "br", "input");

    private final StringBuilder out = new StringBuilder(64 * 1024);
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<Asset> assets = new LinkedHashSet<>();

    /** Nothing written yet. */
    public Html() {}

    /**
     * Says that what is being written looks or works as it should only with a style sheet or script, which the page then
     * carries once, however often it is asked for.
     */
    public Html needs(Asset asset) {
        assets.add(asset);
        return this;
    }

    Set<Asset> assets() {
        return Collections.unmodifiableSet(assets);
    }

    /** Opens an element; the attributes are names and values in turn, an empty value for one that has none. */
    public Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        if (!WITHOUT_END.contains(tag)) {
            open.push(tag);
        } else if (!HTML_WITHOUT_END.contains(tag)) {
            out.append("</").append(tag).append('>');
        }
        return this;
    }

    /** Closes the element that was opened last. */
    public Html close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (!INLINE.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    private static final Set<String> INLINE = Set.of("span", "b", "code", "a", "button", "pre", "title");

    /** Adds text on one line. */
    public Html text(String text) {
        escape(Printable.line(text));
        return this;
    }

    /** Adds text whose line feeds are kept, for preformatted elements. */
    public Html lines(String text) {
        escape(Printable.lines(text));
        return this;
    }

    /** Adds an element with nothing but text in it. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Adds a fact to an open list of facts, a {@code dl}; nothing where its value is blank. */
    public Html fact(String name, String value) {
        return value.isBlank()
                ? this
                : open("div").element("dt", name).element("dd", value).close();
    }

    /** Adds a card with what a reader has to know about the figures above; nothing where there are no such notes. */
    public Html notes(List<String> notes) {
        if (notes.isEmpty()) {
            return this;
        }
        open("section", "class", "card").element("h2", "To know about these figures");
        open("ul", "class", "plain");
        notes.forEach(note -> element("li", note));
        return close().close();
    }

    /**
     * Adds data for a script, which reads it with {@code cistern.data(element)} or as the text of the element.
     *
     * <p>A browser looks in such a block for nothing but its end. That end cannot occur in it, since every character that
     * means something in HTML is written as an escape of JSON, which a parser of JSON turns back.
     *
     * @param json a complete JSON text
     * @param attributes names and values in turn, such as an id
     */
    public Html json(String json, String... attributes) {
        String[] all = new String[attributes.length + 2];
        all[0] = "type";
        all[1] = "application/json";
        System.arraycopy(attributes, 0, all, 2, attributes.length);
        open("script", all);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                case '<' -> out.append("\\u003c");
                case '>' -> out.append("\\u003e");
                case '&' -> out.append("\\u0026");
                case '\u2028' -> out.append("\\u2028");
                case '\u2029' -> out.append("\\u2029");
                default -> out.append(c);
            }
        }
        return close();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements left open: " + open);
        }
        return out.toString();
    }
}
