package dev.cistern.cli;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the two output streams can show.
 *
 * @param outIsTerminal whether somebody reads the standard output as it is written
 * @param errIsTerminal whether somebody reads the error output as it is written
 * @param colour whether the standard output shows colours
 * @param unicode whether the standard output shows more than ASCII
 */
record Terminal(boolean outIsTerminal, boolean errIsTerminal, boolean colour, boolean unicode) {
    /** Set by the launcher, since the JVM itself cannot tell which of its streams is a terminal. */
    private static final String TOLD = "cistern.terminal";

    static Terminal ofThisProcess(boolean noColour) {
        boolean out = isTerminal("out");
        boolean wanted = !noColour && !set("NO_COLOR") && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                out,
                isTerminal("err"),
                out && wanted,
                System.out.charset().newEncoder().canEncode("✓…"));
    }

    @SuppressWarnings(
            "SystemConsoleNull") // without JLine, JDK 25 has no console again where the streams are redirected
    private static boolean isTerminal(String stream) {
        @Nullable String told = System.getProperty(TOLD);
        if (told != null) {
            return told.toLowerCase(Locale.ROOT).contains(stream);
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static boolean set(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
