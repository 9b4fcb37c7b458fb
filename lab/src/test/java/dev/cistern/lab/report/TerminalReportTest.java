package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.shell.TerminalStyle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalReportTest {
    @Test
    void render_usualAdvice_isTheGoldenText() {
        Golden.matches("terminal/usual.txt", TerminalReport.render(SyntheticAdvice.usual(), TerminalStyle.PLAIN));
    }

    @Test
    void render_nothingPays_saysSoAndWhy() {
        Golden.matches(
                "terminal/nothing-pays.txt", TerminalReport.render(SyntheticAdvice.nothingPays(), TerminalStyle.PLAIN));
    }

    @Test
    void render_indicativeAndPartial_marksBoth() {
        Golden.matches(
                "terminal/indicative-partial.txt",
                TerminalReport.render(SyntheticAdvice.indicativeAndPartial(), TerminalStyle.PLAIN));
    }

    @Test
    void render_probedAdvice_saysHowLongObjectsLived() {
        assertThat(TerminalReport.render(SyntheticAdvice.probed(), TerminalStyle.PLAIN))
                .contains("576 objects followed", "37 µs", "survived the next collection");
    }

    @Test
    void render_verdictsOnly_endsWithTheTable() {
        Golden.matches(
                "terminal/verdicts-only.txt",
                TerminalReport.render(
                        SyntheticAdvice.usual(), new TerminalStyle(false, true, true, TerminalStyle.DEFAULT_TOP)));
    }

    @Test
    void render_everyAdvice_noLineButCodeAndLongNamesAbove80Columns() {
        for (Advice advice : List.of(
                SyntheticAdvice.usual(),
                SyntheticAdvice.many(),
                SyntheticAdvice.hostile(),
                SyntheticAdvice.empty(),
                SyntheticAdvice.indicativeAndPartial())) {
            String report =
                    TerminalReport.render(advice, new TerminalStyle(false, true, true, TerminalStyle.DEFAULT_TOP));
            assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void render_ascii_hasNoOtherCharacterAndTheSameWidths() {
        String ascii = TerminalReport.render(
                SyntheticAdvice.usual(), new TerminalStyle(false, false, false, TerminalStyle.DEFAULT_TOP));
        String unicode = TerminalReport.render(SyntheticAdvice.usual(), TerminalStyle.PLAIN);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(ascii)).isTrue();
        assertThat(ascii.lines().map(String::length))
                .isEqualTo(unicode.lines().map(String::length).toList());
    }

    @Test
    void render_colours_areOnlyWrappedAroundTheSameText() {
        String coloured = TerminalReport.render(
                SyntheticAdvice.usual(), new TerminalStyle(true, true, false, TerminalStyle.DEFAULT_TOP));
        assertThat(coloured).contains("\u001b[32;1m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(TerminalReport.render(SyntheticAdvice.usual(), TerminalStyle.PLAIN));
    }

    @Test
    void render_hostileNames_reachTheTerminalSpelledOut() {
        String report = TerminalReport.render(SyntheticAdvice.hostile(), TerminalStyle.PLAIN);
        assertThat(report).doesNotContain("\u001b", "\u2028", "\u202e").contains("\\u001b[2J", "\\u2028", "\\u202e");
    }
}
