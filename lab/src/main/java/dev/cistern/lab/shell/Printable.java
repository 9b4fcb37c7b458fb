package dev.cistern.lab.shell;

/** Makes text from a target safe to show: what is invisible or steers a terminal is spelled out as an escape. */
public final class Printable {
    private Printable() {}

    /** {@return the text with control, format, separator and unpaired surrogate characters written as <code>&#92;uXXXX</code>} */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Printable::hidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    /** {@return the text with each of its lines made safe; line feeds stay, tabs become blanks} */
    public static String lines(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            shown.append(i == 0 ? "" : "\n").append(line(lines[i].replace("\t", "    ")));
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (hidden(point)) {
            shown.append(String.format(point > 0xFFFF ? "\\u{%x}" : "\\u%04x", point));
        } else {
            shown.appendCodePoint(point);
        }
    }

    private static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
