package dev.cistern.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the page is served to the browsers of this machine. */
final class ServingOptions {
    @Option(
            names = "--http",
            paramLabel = ":PORT",
            description =
                    "serve the page to this machine's browsers, live while it observes, until Ctrl-C; :0 for any port")
    private @Nullable String http;

    /** {@return what the user gave, a port of this machine; null where nothing is to be served} */
    @Nullable
    String http() {
        return http;
    }
}
