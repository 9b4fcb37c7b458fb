package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.recording.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FormatsTest {
    @TempDir
    private Path folder;

    private Profile read(Path file) {
        return ProfileFiles.read(List.of(file), null, Progress.silent());
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static Map<List<String>, Double> stacks(Profile profile) {
        Map<List<String>, Double> stacks = new HashMap<>();
        CallTree tree = profile.tree();
        tree.forEachEnd(node -> stacks.put(tree.path(node), tree.self(node)));
        return stacks;
    }

    @Test
    void collapsed_anyFileWithoutRepeats_isWrittenAsItWasRead() throws IOException {
        String text = """
            main;z.Z.z;a b.c 7
            main 3
            main;z.Z.z;[unknown];x_[k] 12.5
            T;java/lang/String.foo_[j] 900719925474099
            """;
        Path file = file("a.txt", text.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(Exports.COLLAPSED.bytes(read(file)), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void collapsed_compressed_isReadTheSame() throws IOException {
        Path file = folder.resolve("a.txt.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a;b 1\na;b 2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(stacks(read(file))).isEqualTo(Map.of(List.of("a", "b"), 3.0));
    }

    @Test
    void collapsed_bigRandomTree_comesBackWhole() throws IOException {
        Profile big = Profiles.big(20_000);
        assertThat(stacks(read(file("big.txt", Exports.COLLAPSED.bytes(big))))).isEqualTo(stacks(big));
    }

    @Test
    void pprof_written_comesBackWithValuesSamplesAndKind() throws IOException {
        Profile shop = Profiles.shop();
        Profile back = read(file("shop.pb.gz", Exports.PPROF.bytes(shop)));
        assertThat(stacks(back)).isEqualTo(stacks(shop));
        assertThat(back.samples()).isEqualTo(shop.samples());
        assertThat(back.facts().event()).isEqualTo("alloc");
        assertThat(back.facts().unit()).isEqualTo(ProfileUnit.BYTES);
        assertThat(back.facts().seconds()).isEqualTo(30);
    }

    @Test
    void pprof_otherValueAsked_isTakenOrRefusedByName() throws IOException {
        Path file = file("shop.pb.gz", Exports.PPROF.bytes(Profiles.shop()));
        assertThat(ProfileFiles.read(List.of(file), ProfileKind.ALLOC, Progress.silent())
                        .isEmpty())
                .isFalse();
        assertThatThrownBy(() -> ProfileFiles.read(List.of(file), ProfileKind.LOCK, Progress.silent()))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("'lock'")
                .hasMessageContaining("'alloc_space'");
    }

    @Test
    void pprof_cutAnywhere_isRefusedOrRead_neverAnErrorOfOurs() throws IOException {
        byte[] whole =
                new GZIPInputStream(new ByteArrayInputStream(Exports.PPROF.bytes(Profiles.shop()))).readAllBytes();
        for (int length = 1; length < whole.length; length += 7) {
            Path file = file("cut.pb", Arrays.copyOf(whole, length));
            try {
                assertThat(read(file).isEmpty()).isFalse();
            } catch (LabException.BadInput expected) {
                assertThat(expected).hasMessageContaining("cut.pb");
            }
        }
    }

    @Test
    void files_thatAreNoProfiles_areRefusedWithTheReason() throws IOException {
        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        record Case(String name, byte[] content, String message) {}
        List<Case> cases = List.of(
                new Case("empty.jfr", new byte[0], "is empty"),
                new Case("short.jfr", new byte[] {'F', 'L', 'R', 0, 0, 2}, "is truncated"),
                new Case("words.txt", "this is no profile\n".getBytes(StandardCharsets.UTF_8), "line 1"),
                new Case("half.txt", "a;b 1\na;b\n".getBytes(StandardCharsets.UTF_8), "line 2"),
                new Case("blank.txt", "\n\n".getBytes(StandardCharsets.UTF_8), "no stacks"),
                new Case("noise.bin", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, "no profile that Cistern reads"),
                new Case("noise.gz", new byte[] {0x1f, (byte) 0x8b, 9, 9, 9}, "cannot be read"));
        for (Case one : cases) {
            Path file = file(one.name, one.content);
            assertThatThrownBy(() -> read(file))
                    .as(one.name)
                    .isInstanceOf(LabException.BadInput.class)
                    .hasMessageContaining(one.message);
        }
        assertThatThrownBy(() -> read(folder.resolve("none.jfr"))).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("is a folder");
    }

    @Test
    void files_ofDifferentUnits_areNotAddedUp() throws IOException {
        Path bytes = file("a.pb.gz", Exports.PPROF.bytes(Profiles.shop()));
        Path samples = file("b.txt", "a;b 1\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ProfileFiles.read(List.of(bytes, samples), null, Progress.silent()))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("--event");
    }

    @Test
    void speedscope_written_hasEachStackWithItsWeight() {
        Profile shop = Profiles.shop();
        JsonNode json = JsonMapper.builder().build().readTree(Exports.SPEEDSCOPE.bytes(shop));
        JsonNode profile = json.at("/profiles/0");
        Map<List<String>, Double> found = new HashMap<>();
        for (int i = 0; i < profile.at("/samples").size(); i++) {
            List<String> stack = new ArrayList<>();
            profile.at("/samples")
                    .get(i)
                    .forEach(frame -> stack.add(json.at("/shared/frames")
                            .get(frame.asInt())
                            .at("/name")
                            .asString()));
            found.put(stack, profile.at("/weights").get(i).asDouble());
        }
        assertThat(found.values())
                .containsExactlyInAnyOrderElementsOf(stacks(shop).values());
        assertThat(found)
                .containsKey(List.of("T.run", "com.acme.shop.Shop.handle", "com.acme.shop.Page.render", "byte[]"));
        assertThat(profile.at("/endValue").asDouble()).isEqualTo(shop.total());
        assertThat(profile.at("/unit").asString()).isEqualTo("bytes");
    }

    @Test
    void otlp_written_sumsToTheWhole() throws IOException {
        Profile shop = Profiles.shop();
        Wire.Reader data = new Wire.Reader(Exports.OTLP.bytes(shop));
        long sum = 0;
        int stacks = 0;
        while (data.next()) {
            Wire.Reader part = data.message();
            if (data.field() == 2) {
                while (part.next()) {
                    stacks += part.field() == 7 ? 1 : 0;
                }
            } else {
                sum += samples(field(field(part, 2), 2));
            }
        }
        assertThat(sum).isEqualTo(Math.round(shop.total()));
        assertThat(stacks).isEqualTo(shop.tree().stackCount() + 1);
    }

    private static Wire.Reader field(Wire.Reader message, int field) throws IOException {
        while (message.next()) {
            if (message.field() == field) {
                return message.message();
            }
        }
        throw new AssertionError("no field " + field);
    }

    private static long samples(Wire.Reader profile) throws IOException {
        long sum = 0;
        while (profile.next()) {
            if (profile.field() == 2) {
                Wire.Reader sample = profile.message();
                while (sample.next()) {
                    sum += sample.field() == 4 ? sample.numbers()[0] : 0;
                }
            }
        }
        return sum;
    }
}
