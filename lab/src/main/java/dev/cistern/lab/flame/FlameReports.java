package dev.cistern.lab.flame;

import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.TerminalStyle;
import java.time.Duration;

/** Shows profiles: in the terminal, as JSON, as a page. */
public final class FlameReports {
    private FlameReports() {}

    /**
     * The heaviest frames and the pools and caches, at 80 columns.
     *
     * @param profile what to show
     * @param style how to lay it out
     * @return lines, each ended by a line feed
     */
    public static String terminal(Profile profile, TerminalStyle style) {
        return new FlameTerminal(profile, style).render();
    }

    /**
     * The same as JSON after the published schema {@code cistern/flame/1}, {@code docs/schemas/flame-1.json}.
     *
     * @param profile what to write
     * @return the document in ASCII, ended by a line feed
     */
    public static String json(Profile profile) {
        return FlameJson.render(profile);
    }

    /**
     * The flame graph as a page that opens offline.
     *
     * @param profile what to draw
     * @return the page
     */
    public static Page.Document page(Profile profile) {
        return new FlamePage(profile).render(Duration.ZERO);
    }

    /**
     * The flame graph as a page that looks for its next state while it is served.
     *
     * @param profile what to draw
     * @param every how long the page waits between two looks
     * @return the page
     */
    public static Page.Document livePage(Profile profile, Duration every) {
        return new FlamePage(profile).render(every);
    }
}
