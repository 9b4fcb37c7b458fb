package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the compiler takes a hit into its caller: a JVM of its own runs one in a loop and prints what C2 inlined. */
final class InliningTest {
    /** The methods that a hit on a saturated node runs through. */
    private static final List<String> HIT_PATH = List.of(
            "BoundedCache::getIfPresent",
            "StripedStore::get",
            "NodeTable::hash",
            "NodeTable::glance",
            "NodeTable::index",
            "Node::meta",
            "Node::key",
            "Node::value",
            "HitSample::draws");

    private static final Pattern DECISION =
            Pattern.compile("@ \\d+\\s+dev\\.cistern\\.cache\\.[\\w.]*?(\\w+::\\w+) \\(\\d+ bytes\\)(.*)");

    /** What the JVM of its own runs. */
    static final class Loop {
        private static final Cache<Integer, Integer> CACHE =
                Cache.<Integer, Integer>builder().maximumSize(1_000).build();

        private Loop() {}

        public static void main(String[] arguments) {
            for (int key = 0; key < 1_000; key++) {
                CACHE.put(key, key);
            }
            long sum = 0;
            for (int i = 0; i < 20_000; i++) {
                sum += sum();
            }
            System.out.println("sum " + sum);
        }

        private static long sum() {
            long sum = 0;
            for (int key = 0; key < 1_000; key++) {
                Integer value = CACHE.getIfPresent(key);
                if (value != null) {
                    sum += value;
                }
            }
            return sum;
        }
    }

    @Test
    void getIfPresent_hit_wholePathInlined() throws Exception {
        String report = report();
        assertThat(report).contains("sum ");
        for (String method : HIT_PATH) {
            List<String> decisions = decisions(report, method);
            assertThat(decisions).as("what C2 did with %s", method).isNotEmpty();
            assertThat(decisions)
                    .as("what C2 did with %s", method)
                    .allMatch(decision -> decision.contains("inline") || decision.contains("accessor"))
                    .noneMatch(decision -> decision.contains("too big")
                            || decision.contains("too large")
                            || decision.contains("failed")
                            || decision.contains("not inlineable")
                            || decision.contains("no static binding"));
        }
    }

    /** {@return what was said of a method in the compilations of the loop} */
    private static List<String> decisions(String report, String method) {
        return report.lines()
                .map(DECISION::matcher)
                .filter(Matcher::find)
                .filter(matcher -> matcher.group(1).equals(method))
                .map(matcher -> matcher.group(2))
                .toList();
    }

    private static String report() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-TieredCompilation",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=PrintInlining," + Loop.class.getName() + "::sum",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loop.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
