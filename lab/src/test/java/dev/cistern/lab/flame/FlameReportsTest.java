package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.lab.Estimate;
import dev.cistern.lab.advise.ModelMargin;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.shell.TerminalStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Also leaves the pages in {@code target/browser} that the suite in {@code src/browser} opens in a real browser. */
final class FlameReportsTest {
    private static Profile compared() {
        Profile before = Profiles.of(
                "alloc",
                ProfileUnit.BYTES,
                60,
                "T.run;com.acme.shop.Shop.handle;com.acme.shop.Page.render;byte[]_[i] 200000000",
                "T.run;com.acme.shop.Gone.away;long[]_[i] 90000000");
        return Comparisons.compare(Profiles.shop(), before);
    }

    private static Map<String, Profile> all() {
        Map<String, Profile> all = new LinkedHashMap<>();
        all.put("flame", Profiles.shop());
        all.put("flame-hostile", Profiles.hostile());
        all.put("flame-compared", compared());
        all.put("flame-one", Profiles.of("weight", ProfileUnit.SAMPLES, 0, "a 1"));
        return all;
    }

    @Test
    void page_everyKind_oneFileThatStandsAlone() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/browser"));
        for (Map.Entry<String, Profile> page : all().entrySet()) {
            String html = FlameReports.page(page.getValue()).html();
            Files.writeString(folder.resolve(page.getKey() + ".html"), html);
            assertThat(html).doesNotContain("http://", "https://", " src=\"", "url(", "<link", "style=\"", "<img");
        }
        Files.writeString(
                folder.resolve("flame-big.html"),
                FlameReports.page(Profiles.big(100_000)).html());
    }

    /** For the suite that opens these files with other tools. */
    @Test
    void exports_shop_areLeftForOtherTools() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/browser"));
        for (Exports export : Exports.values()) {
            Path file = folder.resolve(export.fileName().replace("profile", "shop"));
            Files.write(file, export.bytes(Profiles.shop()));
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void page_moreBoxesThanABrowserDraws_leavesOutTheLightestAndKeepsTheSum() {
        Profile big = Profiles.big(120_000);
        FlameData data = new FlameData(big);
        JsonNode json = JsonMapper.builder().build().readTree(data.json());
        assertThat(json.at("/depth").size()).isBetween(80_000, FlameData.MOST_NODES);
        assertThat(data.leftOut()).isEqualTo(120_000 - json.at("/depth").size());
        double sum = json.at("/rest").asDouble()
                + json.at("/self").valueStream().mapToDouble(JsonNode::asDouble).sum();
        assertThat(sum).isCloseTo(big.total(), Percentage.withPercentage(0.01));
    }

    @Test
    void page_live_asksOnlyItsOwnServer() {
        assertThat(FlameReports.livePage(Profiles.shop(), Duration.ofSeconds(2)).policy())
                .contains("connect-src 'self'");
        assertThat(FlameReports.page(Profiles.shop()).policy()).doesNotContain("connect-src");
    }

    @Test
    void terminal_everyProfile_fitsEightyColumnsAndShowsNoControlCharacter() {
        all().forEach((name, profile) -> assertThat(
                        FlameReports.terminal(profile, TerminalStyle.PLAIN).lines())
                .as(name)
                .allMatch(line -> line.length() <= 80, "at most 80 columns")
                .noneMatch(line -> line.chars().anyMatch(c -> c < 32 || c == '\u2028' || c == '\u202e')));
    }

    @Test
    void terminal_shop_namesSitesPoolsAndCalibration() {
        String text = FlameReports.terminal(Profiles.shop(), TerminalStyle.PLAIN);
        assertThat(text)
                .contains("1 GB allocated in 30 s, 33.3 MB/s")
                .contains("412 MB  41.2 %   −20 +25 %  byte[] in Page.render")
                .contains("Caffeine, Own code: Catalog.find")
                .contains("870 MB were brought to the 1 GB");
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 20, 400})
    void interval_ofWhatChanceSampled_coversTheTruthNineteenTimesInTwenty(double samples) {
        double each = 512e3;
        double truth = samples * each;
        Profile.Calibration calibration =
                new Profile.Calibration(1, 1, ModelMargin.of(Engine.ASYNC_PROFILER, 25, false));
        Random random = new Random(7);
        int covered = 0;
        int stated = 0;
        for (int i = 0; i < 4_000; i++) {
            CallTree tree = new CallTree();
            int stack = tree.stack(List.of("T.run", "byte[]_[i]"));
            for (double at = gap(random); at < samples; at += gap(random)) {
                tree.add(stack, each, 1);
            }
            if (tree.total() > 0) {
                Profile profile = Profiles.of(tree, "alloc", ProfileUnit.BYTES, 10, calibration, List.of());
                Estimate interval = Objects.requireNonNull(
                        Weights.interval(profile, FrameSums.sites(tree).getFirst()));
                stated++;
                covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            }
        }
        assertThat((double) covered / stated).isBetween(0.95, 1.0);
    }

    private static double gap(Random random) {
        return -Math.log(1 - random.nextDouble());
    }

    @Test
    void compare_profilesOfDifferentLengths_areComparedBySecond() {
        Profile profile = compared();
        assertThat(profile.tree().baseTotal()).isEqualTo(145e6);
        assertThat(FlameReports.terminal(profile, TerminalStyle.PLAIN))
                .contains("+312 MB    412 MB  41.2 %  byte[] in Page.render")
                .contains("−45 MB       0 B   0.0 %  long[] in Gone.away");
    }

    @Test
    void json_everyProfile_isValid() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schemas/flame-1.json")), InputFormat.JSON);
        all().forEach((name, profile) -> {
            String json = FlameReports.json(profile);
            List<Error> errors = schema.validate(json, InputFormat.JSON);
            assertThat(errors).as(name).isEmpty();
            assertThat(json).isASCII();
        });
    }
}
