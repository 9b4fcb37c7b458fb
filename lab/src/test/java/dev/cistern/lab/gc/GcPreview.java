package dev.cistern.lab.gc;

import dev.cistern.lab.shell.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** The page of a made log in which reuse pays, for the tests of other packages. */
public final class GcPreview {
    private GcPreview() {}

    /**
     * Reads the log.
     *
     * @param folder where the log goes
     * @return the page, given how often it looks for a newer one
     */
    public static Function<Duration, Page.Document> page(Path folder) {
        GcReport report =
                GcReport.of(RecordedLogs.read(new MadeLog(100, -1.0, 0.5).write(folder)), GcOptions.defaults());
        return refresh -> GcPage.render(report, refresh);
    }
}
