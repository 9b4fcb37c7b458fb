package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.PageServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of an instrument, served on this machine while it works and until Ctrl-C.
 *
 * @param <R> the report
 */
final class ServedReport<R> implements AutoCloseable {
    /** How often a page asks for a newer one. */
    static final Duration REFRESH = Duration.ofSeconds(2);

    private final PageServer server;
    private final Interruption interruption;
    private volatile @Nullable R newest;

    private ServedReport(PageServer server, Interruption interruption) {
        this.server = server;
        this.interruption = interruption;
    }

    /**
     * Starts serving; until there is a report the page says that it is to come.
     *
     * @param instrument the command, which names the JSON file
     * @param address what the user gave for {@code --http}
     */
    static <R> ServedReport<R> start(
            String instrument,
            String address,
            Interruption interruption,
            Function<R, Page.Document> page,
            Function<R, String> json) {
        ServedReport<R> served = new ServedReport<>(PageServer.start(PageServer.port("--http", address)), interruption);
        served.server.page("/", () -> served.document(instrument, page));
        Supplier<byte[]> bytes = () -> json.apply(served.needed()).getBytes(StandardCharsets.UTF_8);
        served.server.file("/" + instrument + ".json", "application/json", instrument + ".json", bytes);
        System.err.println("cistern: the report is served at " + served.server.url() + " until Ctrl-C");
        return served;
    }

    private Page.Document document(String instrument, Function<R, Page.Document> page) {
        R report = newest;
        return report != null
                ? page.apply(report)
                : new Page(instrument, "cistern " + instrument)
                        .live(REFRESH)
                        .render(html -> html.open("section", "class", "answer")
                                .element("h1", "Observing; the first figures come within half a minute.")
                                .close());
    }

    private R needed() {
        R report = newest;
        if (report == null) {
            throw new LabException.NoConclusion("there is no report yet; try again in a while");
        }
        return report;
    }

    void show(R report) {
        newest = report;
    }

    /** Waits for Ctrl-C. */
    void untilInterrupted() {
        CountDownLatch interrupted = new CountDownLatch(1);
        interruption.react(interrupted::countDown);
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
