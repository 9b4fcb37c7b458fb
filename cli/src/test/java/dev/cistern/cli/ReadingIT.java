package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cistern.lab.recording.TargetAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading the classes of a running JVM does to its compiled code. */
final class ReadingIT {
    /** The number of a compilation by C2 that is in use, as the JVM lists its code. */
    private static final Pattern COMPILED =
            Pattern.compile("(?m)^\\s*(\\d+)\\s+4\\s+0\\s+" + Pattern.quote(TargetJvm.MAIN) + "\\.");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** The exchange that follows shows what would be seen if reading exchanged them too. */
    @Test
    void read_compiledClass_staysCompiledUntilItIsExchanged() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25);
                TargetAgent agent = TargetAgent.load(target.pid())) {
            assertThat(agent.classes()).contains(TargetJvm.MAIN);
            Set<String> before =
                    await().atMost(PATIENCE).until(() -> settled(target), compilations -> !compilations.isEmpty());
            Map<String, byte[]> read = agent.read(List.of(TargetJvm.MAIN));
            assertThat(read).containsKey(TargetJvm.MAIN);
            assertThat(compiled(target)).as("after reading").containsAnyElementsOf(before);
            assertThat(agent.start(List.of("every 1 60", "site 0 java.lang.String"), read))
                    .containsExactly(TargetJvm.MAIN);
            assertThat(compiled(target)).as("after an exchange").doesNotContainAnyElementsOf(before);
        }
    }

    /** {@return the compilations in use; none where they changed between two looks} */
    private static Set<String> settled(TargetJvm target) throws IOException {
        Set<String> first = compiled(target);
        return first.equals(compiled(target)) ? first : Set.of();
    }

    private static Set<String> compiled(TargetJvm target) throws IOException {
        return COMPILED.matcher(target.diagnose("Compiler.codelist"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
