package dev.cistern.lab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Leaves a page with every part of the shell in {@code target/browser}, which the suite in {@code src/browser} opens. */
final class ShellPagesTest {
    private static final String HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">";

    @Test
    void render_chartsAndTable_oneFileThatStandsAlone() throws IOException {
        String page = page().html();
        Path folder = Files.createDirectories(Path.of("target/browser"));
        Files.writeString(folder.resolve("shell.html"), page);
        assertThat(page).doesNotContain("<img", "<link", "style=\"").contains("Leon Sorokin", "Permission is hereby");
        assertThat(page.split("<script>", -1)).as("each script once").hasSize(4);
    }

    private static Page.Document page() {
        double[] seconds = new double[20_000];
        Arrays.setAll(seconds, i -> i / 100.0);
        double[] used = new double[seconds.length];
        Arrays.setAll(used, i -> 60e6 + i % 700 * 1e5);
        double[] coarse = {0, 50, 100, 150};
        return new Page("test", "cistern shell").render(html -> {
            html.open("section", "class", "card");
            html.open("div", "class", "heading").element("h2", "The heap").close();
            new SeriesChart("Heap, window by window " + HOSTILE, SeriesChart.Unit.BYTES)
                    .line("used " + HOSTILE, seconds, used)
                    .steps("committed", coarse, new double[] {150e6, 180e6, 180e6, 160e6})
                    .mark(120, "critical " + HOSTILE, true)
                    .mark(40, "collection", false)
                    .write(html);
            new SeriesChart("Allocation with its interval", SeriesChart.Unit.BYTES_PER_SECOND)
                    .band("95 %", coarse, new double[] {1e6, 2e6, 2e6, 1e6}, new double[] {3e6, 3.5e6, 4e6, 2e6})
                    .points("rate", coarse, new double[] {2e6, 3e6, Double.NaN, 1.5e6})
                    .write(html);
            html.close();
            html.open("section", "class", "card");
            html.open("div", "class", "heading").element("h2", "Pauses").close();
            Table table = new Table("Pauses by cause").column("Cause").number("Longest");
            for (int i = 0; i < 12; i++) {
                table.row(Table.cell("cause " + i + HOSTILE), Table.cell(Figures.duration(i / 1e3), i / 1e3));
            }
            table.write(html);
            html.close();
        });
    }
}
