package dev.cistern.lab.flame;

import dev.cistern.lab.shell.Page;
import java.time.Duration;

/** The page of a made-up profile, for the tests of other packages. */
public final class FlamePreview {
    private FlamePreview() {}

    /**
     * A shop with pools and caches.
     *
     * @param refresh how often the page looks for a newer one
     * @return the page
     */
    public static Page.Document page(Duration refresh) {
        return FlameReports.livePage(Profiles.shop(), refresh);
    }
}
