package dev.cistern.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    @Test
    void render_usualAdvice_hasARowAndAPartForEachSite() {
        String html = HtmlReport.render(SyntheticAdvice.usual());
        assertThat(html).contains("2 of 6 sites pay");
        for (int site = 1; site <= 6; site++) {
            assertThat(html).contains("href=\"#site-" + site + "\"", "id=\"site-" + site + "\"");
        }
        assertThat(html).doesNotContain("site-7");
    }

    @Test
    void render_anyAdvice_loadsNothing() {
        String html = HtmlReport.render(SyntheticAdvice.usual());
        assertThat(html).doesNotContain("http://", "https://", "src=", "url(", "@import", "<link", "style=\"");
        assertThat(html).contains("default-src &#39;none&#39;").contains("sha256-");
    }

    @Test
    void render_hostileNames_areTextOnly() {
        String html = HtmlReport.render(SyntheticAdvice.hostile());
        String ours = html.substring(html.indexOf("</head>"));
        assertThat(ours).doesNotContain("<script", "<img", "\u2028", "\u202e", "\u001b");
        assertThat(ours).contains("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;", "\\u2028", "\\u202e");
    }

    @Test
    void render_indicativeAndPartial_saysBothAboveTheTable() {
        String html = HtmlReport.render(SyntheticAdvice.indicativeAndPartial());
        String above = html.substring(0, html.indexOf("<table"));
        assertThat(above).contains("<b>Partial</b>", "<b>Indicative</b>");
    }

    @Test
    void render_probedSites_sayHowLongTheirObjectsLived() {
        assertThat(HtmlReport.render(SyntheticAdvice.probed()))
                .contains("<dt>Probe</dt>", "576 objects followed", "none of its objects was followed");
    }

    @Test
    void render_noSites_saysSo() {
        assertThat(HtmlReport.render(SyntheticAdvice.empty()))
                .contains("No allocation site was seen.")
                .doesNotContain("<table");
    }
}
