package dev.cistern.lab.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class HtmlTest {
    @Test
    void json_textThatLooksLikeMarkup_cannotEndItsElementAndReadsTheSame() {
        String hostile = "</script><!--<img src=x onerror=alert(1)>&\u2028\u2029";
        JsonMapper mapper = JsonMapper.builder().build();
        String html = new Html().json(mapper.writeValueAsString(hostile)).toString();
        String block = html.substring(html.indexOf('>') + 1, html.lastIndexOf("</script>"));
        assertThat(block).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(mapper.readValue(block, String.class)).isEqualTo(hostile);
    }

    @Test
    void element_attributeWithQuotes_staysInItsQuotes() {
        String html = new Html().element("p", "a<b", "title", "\" onclick='x'").toString();
        assertThat(html).isEqualTo("<p title=\"&quot; onclick=&#39;x&#39;\">a&lt;b</p>\n");
    }

    @Test
    void fact_blankValue_writesNothing() {
        assertThat(new Html().fact("JVM", "25").fact("Collector", " ").toString())
                .contains("<dt>JVM</dt>", "<dd>25</dd>")
                .doesNotContain("Collector");
    }

    @Test
    void notes_none_writesNothing() {
        assertThat(new Html().notes(List.of()).toString()).isEmpty();
        assertThat(new Html().notes(List.of("a < b")).toString()).contains("<li>a &lt; b</li>");
    }

    @Test
    void toString_elementLeftOpen_fails() {
        assertThatThrownBy(new Html().open("p")::toString).hasMessageContaining("p");
    }

    @Test
    void asset_textThatWouldEndItsElement_isRefused() {
        assertThatThrownBy(() -> new Asset("a.js", "x = '</SCRIPT>'")).isInstanceOf(IllegalArgumentException.class);
    }
}
