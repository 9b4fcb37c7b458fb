package dev.cistern.lab.shell;

/** Shortens the names of classes and methods to what a line of a table has room for. */
public final class Names {
    private Names() {}

    /** {@return the class without its package, {@code Order[]} for {@code com.acme.Order[]}} */
    public static String simpleClass(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** {@return class and method without the package, {@code Parser.read} for {@code com.acme.Parser.read}} */
    public static String simpleMethod(String qualifiedMethod) {
        int beforeMethod = qualifiedMethod.lastIndexOf('.');
        int beforeClass = qualifiedMethod.lastIndexOf('.', beforeMethod - 1);
        return qualifiedMethod.substring(beforeClass + 1);
    }

    /** {@return the text itself, or its beginning and end around an ellipsis where it is longer than {@code width}} */
    public static String fit(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int tail = (width - 1) * 3 / 5;
        return text.substring(0, width - 1 - tail) + "…" + text.substring(text.length() - tail);
    }
}
