package dev.cistern.pool.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hit path becomes part of its caller: C2's own report says so. */
final class InliningIT {
    private static final List<String> HIT_PATH = List.of(
            "StripedPool::acquire",
            "StripedPool::release",
            "StripedPool::reset",
            "PoolGate::isOpenToAcquire",
            "PoolGate::bits",
            "Stripes::home",
            "Stripes::take",
            "Stripes::countHit",
            "Stripes::putLossy",
            "Policy::reset");

    static Stream<Arguments> runtimes() {
        return ForkedJvm.homes().stream().map(home -> Arguments.of(ForkedJvm.featureOf(home), home));
    }

    private static List<String> report(Path home, String method) {
        return ForkedJvm.of(home)
                // C2 alone, with the limits it has where C1 runs before it.
                .with("-XX:-TieredCompilation", "-XX:InlineSmallCode=2500")
                .with("-XX:-BackgroundCompilation", "-XX:+UnlockDiagnosticVMOptions")
                .with(
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=PrintInlining," + HitPathProgram.class.getName() + "::" + method)
                .onClassPath()
                .run(HitPathProgram.class, method)
                .assertQuiet()
                .out()
                .lines()
                .filter(line -> line.contains("::"))
                .toList();
    }

    private static void assertInlined(List<String> report, String... methods) {
        for (String method : methods) {
            assertThat(report)
                    .as("the compiler's report on %s", method)
                    .anyMatch(line -> line.contains(method + " ") && line.contains("inline (hot)"));
        }
    }

    /** No call of the pool's or of the policy's is left on the way of a hit. */
    private static void assertNoCallLeft(List<String> report) {
        assertThat(report)
                .filteredOn(line -> HIT_PATH.stream().anyMatch(method -> line.contains(method + " ")))
                .allMatch(line -> line.contains("inline (hot)") || line.contains("accessor"));
    }

    @ParameterizedTest(name = "JDK {0}")
    @MethodSource("runtimes")
    void hitPath_onePool_inlinedIntoItsCaller(int feature, Path home) {
        List<String> report = report(home, "onePool");
        assertInlined(report, HIT_PATH.toArray(String[]::new));
        assertNoCallLeft(report);
    }

    @ParameterizedTest(name = "JDK {0}")
    @MethodSource("runtimes")
    void hitPath_threePoolsOfDifferentTypes_inlinedIntoItsCaller(int feature, Path home) {
        List<String> report = report(home, "threePools");
        assertInlined(report, HIT_PATH.toArray(String[]::new));
        assertInlined(report, "BytesPolicy::reset", "NumbersPolicy::reset", "TextPolicy::reset");
        assertNoCallLeft(report);
    }

    /** All but the reset: whether the compiler keeps the constant on its way through the lease changes from run to run. */
    @ParameterizedTest(name = "JDK {0}")
    @MethodSource("runtimes")
    void lease_threePoolsOfDifferentTypes_inlinedIntoItsCaller(int feature, Path home) {
        List<String> report = report(home, "threeLeases");
        assertInlined(report, "StripedPool::lease", "Lease::get", "Lease::close");
        assertInlined(report, "StripedPool::acquireAt", "StripedPool::releaseAt", "Stripes::take", "Stripes::putLossy");
    }
}
