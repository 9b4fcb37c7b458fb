package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of an instrument, served on this machine while it works and until Ctrl-C, where the user wants that;
 * else it does nothing.
 *
 * @param <R> the report
 */
final class ServedReport<R> implements AutoCloseable {
    /** How often a page asks for a newer one. */
    static final Duration REFRESH = Duration.ofSeconds(2);

    private static final Duration SNAPSHOTS = Duration.ofSeconds(5);

    private final @Nullable Serving serving;
    private volatile @Nullable R newest;

    private ServedReport(@Nullable Serving serving) {
        this.serving = serving;
    }

    /**
     * Starts serving; until there is a report the page says that it is to come.
     *
     * @param instrument the command, which names the JSON file
     * @param address what the user gave for {@code --http}; null where nothing is to be served
     * @param json the report as JSON; null where it has none
     */
    static <R> ServedReport<R> start(
            String instrument,
            @Nullable String address,
            Interruption interruption,
            Function<R, Page.Document> page,
            @Nullable Function<R, String> json) {
        if (address == null) {
            return new ServedReport<>(null);
        }
        Serving serving = Serving.start(address, interruption);
        ServedReport<R> served = new ServedReport<>(serving);
        serving.pages().page("/", () -> served.document(instrument, page));
        if (json != null) {
            Supplier<byte[]> bytes = () -> json.apply(served.needed()).getBytes(StandardCharsets.UTF_8);
            serving.pages().file("/" + instrument + ".json", "application/json", instrument + ".json", bytes);
        }
        serving.announce("report");
        return served;
    }

    private Page.Document document(String instrument, Function<R, Page.Document> page) {
        R report = newest;
        return report != null
                ? page.apply(report)
                : new Page(instrument, "cistern " + instrument)
                        .live(REFRESH)
                        .render(html -> html.open("section", "class", "answer")
                                .element("h1", "Observing; the report comes as soon as there is one.")
                                .close());
    }

    private R needed() {
        R report = newest;
        if (report == null) {
            throw new LabException.NoConclusion("there is no report yet; try again in a while");
        }
        return report;
    }

    /** {@return how often it wants a report before the last; zero for never} */
    Duration snapshots() {
        return serving == null ? Duration.ZERO : SNAPSHOTS;
    }

    void show(R report) {
        newest = report;
    }

    /** Shows a report that is made only where something is served. */
    void show(Supplier<R> report) {
        if (serving != null) {
            newest = report.get();
        }
    }

    /** Waits for Ctrl-C, where something is served and that did not happen already. */
    void untilInterrupted() {
        if (serving != null) {
            serving.untilInterrupted();
        }
    }

    @Override
    public void close() {
        if (serving != null) {
            serving.close();
        }
    }
}
