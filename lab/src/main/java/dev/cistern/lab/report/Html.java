package dev.cistern.lab.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML of which only the tags are markup: every text and every attribute value is escaped on its way in.
 *
 * <p>There is no way to add a ready-made piece of markup, so nothing that a target is called can become any. Tag and
 * attribute names are constants of the callers.
 */
final class Html {
    private static final Set<String> WITHOUT_END = Set.of("meta", "br", "rect", "line", "path", "circle");

    private final StringBuilder out = new StringBuilder(64 * 1024);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; the attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        if (!WITHOUT_END.contains(tag)) {
            open.push(tag);
        } else if (!tag.equals("meta") && !tag.equals("br")) {
            out.append("</").append(tag).append('>');
        }
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (!INLINE.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    private static final Set<String> INLINE = Set.of("span", "b", "code", "a", "button", "pre", "title");

    /** Adds text on one line. */
    Html text(String text) {
        escape(Printable.line(text));
        return this;
    }

    /** Adds text whose line feeds are kept, for preformatted elements. */
    Html lines(String text) {
        escape(Printable.lines(text));
        return this;
    }

    /** Adds an element with nothing but text in it. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
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
