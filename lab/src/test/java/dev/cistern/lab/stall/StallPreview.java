package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.shell.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The page of a recording made here, for the tests of other packages. */
public final class StallPreview {
    private StallPreview() {}

    /**
     * Records, with a pool whose name is markup.
     *
     * @param folder where the recording goes
     * @return the page, given how often it looks for a newer one
     * @throws IOException if the folder can't be written to
     */
    public static Function<Duration, Page.Document> page(Path folder) throws IOException {
        Path file = MadeRecording.write(folder, MadeRecording.HOSTILE);
        StallReport report = StallReader.read(List.of(file), StallOptions.defaults(), Progress.silent());
        return refresh -> StallPage.render(report, refresh);
    }
}
