package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.experiments.boundaries.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Also leaves a page in {@code target/browser} that the suite in {@code lab/src/browser} opens in a real browser. */
final class FindingPageTest {
    private static final String HOSTILE = "</text></svg><img src=x onerror=\"document.title='owned'\">";

    @Test
    void render_expectedAndOtherwise_bothAreToldWithTheirFigures() throws IOException {
        String page = FindingPage.render(findings());
        Files.writeString(Files.createDirectories(Path.of("target/browser")).resolve("boundaries.html"), page);
        assertThat(page)
                .contains("2 of 3 boundaries came out as expected.", ">as expected<", ">otherwise than expected<")
                .contains("allocated for an operation, B/op", ">32<", ">1,412<", "&lt;img src=x")
                .doesNotContain("<img", "data-live", "style=\"");
    }

    @Test
    void document_served_looksForANewerOne() {
        assertThat(FindingPage.document(List.of(), Duration.ofSeconds(2)).html())
                .contains("data-live=\"2000\"");
    }

    private static List<Finding> findings() {
        return List.of(
                new Finding(
                        1,
                        "frequency and life span: only what is really allocated can be saved",
                        "An object that stays in its method is not allocated at all; stored, it is.",
                        "It stays: 0.0 B an operation. It is stored: 32.0 B.",
                        true,
                        List.of(
                                new Finding.Chart(
                                        "allocated for an operation",
                                        "B/op",
                                        List.of(
                                                new Finding.Bar("stays in its method", 0),
                                                new Finding.Bar("goes to a callee that is not inlined", 32),
                                                new Finding.Bar("is stored", 32))),
                                new Finding.Chart(
                                        "collections in 2.5 s, each a pause",
                                        "",
                                        List.of(
                                                new Finding.Bar("stays in its method", 0),
                                                new Finding.Bar("is stored", 16)))),
                        List.of("The compiler's reason: " + HOSTILE)),
                new Finding(
                        3,
                        "cost: acquire, reset and release against a new object",
                        "From about 1 KiB on the pool costs clearly less than a new array.",
                        "8 KiB costs 12 ns from the pool and 1,412 new.",
                        true,
                        List.of(new Finding.Chart(
                                "an array of 8 KiB",
                                "ns/op",
                                List.of(new Finding.Bar("new", 1412), new Finding.Bar("from the pool", 12.25)))),
                        List.of()),
                new Finding(
                        5,
                        "no identity: one owner at a time " + HOSTILE,
                        "Two writers and a reader of one map lose headers.",
                        "Nothing was lost.",
                        false,
                        List.of(new Finding.Chart(
                                "one map for all threads",
                                "of 400",
                                List.of(
                                        new Finding.Bar("trials with lost headers", 0),
                                        new Finding.Bar("trials with an exception", 0)))),
                        List.of()));
    }
}
