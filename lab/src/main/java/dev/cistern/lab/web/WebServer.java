package dev.cistern.lab.web;

import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.shell.Asset;
import dev.cistern.lab.shell.Html;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.PageServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page with all instruments: the overview at its address, each instrument below it, all under one row of links.
 *
 * <p>What changes anything, to choose a JVM or to give an instrument the next turn, is asked for by POST, which the server
 * takes from its own pages only.
 */
public final class WebServer implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final Workbench workbench;

    private WebServer(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Serves the page on a server that has no page yet.
     *
     * @param server the server, which the caller closes
     * @param instruments in the order of their turns
     * @param duration how long a turn is
     * @param jvm what to observe; null where the reader is to choose
     * @return the page; it observes until it is closed
     */
    public static WebServer start(
            PageServer server, List<Instrument> instruments, Duration duration, @Nullable RunningJvm jvm) {
        WebServer web = new WebServer(new Workbench(List.copyOf(instruments), duration));
        web.workbench.choose(jvm);
        server.page("/", web::overview);
        for (Instrument instrument : instruments) {
            server.page("/" + instrument.id(), () -> web.view(instrument));
            server.action("/next/" + instrument.id(), query -> web.workbench.want(instrument));
        }
        server.action("/choose", query -> web.workbench.choose(query.isEmpty() ? null : Jvms.find(query)));
        web.workbench.start();
        return web;
    }

    /** Ends the observation in the JVM and waits for that. */
    @Override
    public void close() {
        workbench.close();
    }

    private Page.Document overview() {
        RunningJvm jvm = workbench.target();
        return new Page("web", jvm == null ? "cistern web" : "cistern web: " + Names.simpleClass(jvm.mainClass()))
                .live(REFRESH)
                .render(html -> {
                    html.needs(Asset.beside(WebServer.class, "web.js"));
                    links(html, "");
                    if (jvm != null) {
                        chosen(html, jvm);
                    } else {
                        choice(html);
                    }
                    instruments(html, jvm != null);
                });
    }

    private Page.Document view(Instrument instrument) {
        Workbench.Status status = workbench.status(instrument);
        if (status.page() != null) {
            return status.page().apply(REFRESH).above(html -> links(html, instrument.id()));
        }
        return new Page(instrument.id(), "cistern web: " + instrument.title())
                .live(REFRESH)
                .render(html -> {
                    html.needs(Asset.beside(WebServer.class, "web.js"));
                    links(html, instrument.id());
                    html.open("section", "class", "answer").element("h1", instrument.title());
                    html.element("p", instrument.purpose(), "class", "why");
                    html.element("p", state(status, workbench.target() != null), "class", "banner");
                    progress(html, instrument, status);
                    html.close();
                });
    }

    private void links(Html html, String here) {
        html.open("nav", "class", "views", "aria-label", "Instruments");
        link(html, "", "Overview", here, Workbench.Stage.SHOWN);
        for (Instrument instrument : workbench.instruments()) {
            link(
                    html,
                    instrument.id(),
                    instrument.title(),
                    here,
                    workbench.status(instrument).stage());
        }
        html.close();
    }

    private static void link(Html html, String id, String title, String here, Workbench.Stage stage) {
        String css = "view " + stage.name().toLowerCase(Locale.ROOT);
        if (id.equals(here)) {
            html.element("a", title, "class", css, "href", "/" + id, "aria-current", "page");
        } else {
            html.element("a", title, "class", css, "href", "/" + id);
        }
    }

    private static void chosen(Html html, RunningJvm jvm) {
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", jvm.mainClass().isEmpty() ? "Process " + jvm.pid() : jvm.mainClass(), "id", "answer");
        html.element(
                "p",
                "The instruments observe it in turn, so that none measures what another costs. Each shows what it saw"
                        + " last.",
                "class",
                "why");
        html.open("dl", "class", "facts");
        html.fact("Process", Long.toString(jvm.pid()));
        html.fact("JDK", jvm.javaVersion() == 0 ? "" : Integer.toString(jvm.javaVersion()));
        html.fact("Collector", jvm.collector());
        html.close();
        html.element("button", "Choose another JVM", "type", "button", "class", "tool", "data-post", "/choose");
        html.close();
    }

    private void choice(Html html) {
        html.open("section", "class", "answer", "aria-labelledby", "answer");
        html.element("h1", "Which JVM?", "id", "answer");
        if (!workbench.ending().isEmpty()) {
            html.element("p", workbench.ending(), "class", "banner");
        }
        List<RunningJvm> jvms = Jvms.list();
        if (jvms.isEmpty()) {
            html.element("p", "No JVM of this user is running here.", "class", "why")
                    .close();
            return;
        }
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String head : List.of("Process", "JDK", "Collector", "Program", "")) {
            html.element("th", head);
        }
        html.close().close().open("tbody");
        for (RunningJvm jvm : jvms) {
            html.open("tr");
            html.element("td", Long.toString(jvm.pid()));
            html.element("td", jvm.javaVersion() == 0 ? "?" : Integer.toString(jvm.javaVersion()));
            html.element("td", jvm.collector());
            html.element("td", jvm.mainClass().isEmpty() ? "(unnamed)" : jvm.mainClass());
            html.open("td")
                    .element(
                            "button",
                            "Observe",
                            "type",
                            "button",
                            "class",
                            "tool",
                            "data-post",
                            "/choose?" + jvm.pid(),
                            "aria-label",
                            "Observe " + jvm.pid())
                    .close()
                    .close();
        }
        html.close().close().close().close();
    }

    private void instruments(Html html, boolean observing) {
        for (Instrument instrument : workbench.instruments()) {
            Workbench.Status status = workbench.status(instrument);
            html.open("section", "class", "card", "id", "of-" + instrument.id());
            html.open("div", "class", "heading").open("h2");
            html.element("a", instrument.title(), "href", "/" + instrument.id()).close();
            if (observing || !instrument.byItself()) {
                html.element(
                        "button",
                        instrument.byItself() ? "Observe next" : "Measure now",
                        "type",
                        "button",
                        "class",
                        "tool",
                        "data-post",
                        "/next/" + instrument.id(),
                        "aria-label",
                        instrument.title() + " next");
            }
            html.close();
            html.element("p", status.headline().isEmpty() ? instrument.purpose() : status.headline());
            html.element("p", state(status, observing), "class", "fine");
            progress(html, instrument, status);
            html.close();
        }
    }

    private static String state(Workbench.Status status, boolean observing) {
        return switch (status.stage()) {
            case WAITING -> observing ? "Waits for its turn." : "Nothing was seen yet.";
            case OBSERVING -> "Observes: " + status.phase() + ", " + Math.round(status.fraction() * 100) + " %.";
            case SHOWN -> "Shows what it saw last.";
            case FAILED ->
                "Its last turn failed" + (status.page() == null ? "." : "; what it saw before is still here.");
        };
    }

    private static void progress(Html html, Instrument instrument, Workbench.Status status) {
        if (status.stage() == Workbench.Stage.OBSERVING) {
            html.open(
                            "progress",
                            "max",
                            "100",
                            "value",
                            Long.toString(Math.round(status.fraction() * 100)),
                            "aria-label",
                            "Progress of " + instrument.title())
                    .close();
        }
    }
}
