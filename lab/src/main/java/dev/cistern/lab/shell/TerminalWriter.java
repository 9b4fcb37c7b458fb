package dev.cistern.lab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the lines of a terminal report: paints, wraps, and falls back to ASCII where the output needs it. */
public final class TerminalWriter {
    /** The columns that every line of running text and of a table keeps to. */
    public static final int WIDTH = 80;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String UNICODE = "✓✗·…–−µ×∞→─≥≤";
    private static final String ASCII = "+x-~--ux~>-><";

    /** The few colours of a report, by what they mean. */
    public enum Paint {
        GOOD("32;1"),
        BAD("31"),
        OPEN("33"),
        STRONG("1"),
        FAINT("2"),
        CODE("36");

        private final String code;

        Paint(String code) {
            this.code = code;
        }
    }

    private final TerminalStyle style;
    private final StringBuilder text = new StringBuilder(4096);

    public TerminalWriter(TerminalStyle style) {
        this.style = style;
    }

    /** {@return the text between the sequences that colour it, or the bare text where colours are off} */
    public String paint(Paint paint, String bare) {
        return style.colour() && !bare.isEmpty() ? "\u001b[" + paint.code + "m" + bare + "\u001b[0m" : bare;
    }

    public void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    public void blank() {
        text.append('\n');
    }

    /** Wraps a text whose first line begins with {@code head} and whose other lines are indented as far. */
    public void paragraph(Paint paint, String head, String body) {
        String indent = " ".repeat(head.length());
        List<String> lines = wrap(body, WIDTH - head.length());
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? paint(paint, head) : indent) + lines.get(i));
        }
    }

    /** {@return the text broken at blanks into lines of at most {@code width}, but for words that are longer} */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : BLANKS.split(text.strip(), -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        if (style.unicode()) {
            return text.toString();
        }
        StringBuilder ascii = new StringBuilder(text.length());
        text.chars().forEach(c -> ascii.append(ascii((char) c)));
        return ascii.toString();
    }

    private static char ascii(char c) {
        int known = UNICODE.indexOf(c);
        return known >= 0 ? ASCII.charAt(known) : c < 128 ? c : '?';
    }
}
