package dev.cistern.pool.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pool needs no module but java.base, and prints nothing in any mode on any JDK. */
final class ModesIT {
    private static final List<String> MODES = List.of(
            "-Ddev.cistern.pool.safety=OFF",
            "-Ddev.cistern.pool.safety=BASIC",
            "-Ddev.cistern.pool.safety=SAMPLED",
            "-Ddev.cistern.pool.safety=STRICT",
            "-Ddev.cistern.pool.chaos=7",
            "-Ddev.cistern.pool.enabled=false");

    static Stream<Arguments> runtimesAndModes() {
        List<Arguments> all = new ArrayList<>();
        for (Path home : ForkedJvm.homes()) {
            for (String mode : MODES) {
                all.add(Arguments.of(ForkedJvm.featureOf(home), mode, home));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "JDK {0}, {1}")
    @MethodSource("runtimesAndModes")
    void pool_javaBaseOnly_worksAndPrintsNothing(int feature, String mode, Path home) {
        String printed = asModule(ForkedJvm.of(home))
                .with("--limit-modules", "java.base,dev.cistern.pool", mode)
                .run(ModesProgram.class)
                .assertQuiet()
                .out();
        assertThat(printed).isEqualTo("few named 20000\n");
    }

    @ParameterizedTest(name = "JDK {0}, {1}")
    @MethodSource("runtimesAndModes")
    void pool_allModulesAndAFlightRecording_worksAndPrintsNothing(int feature, String mode, Path home) {
        String printed = asModule(ForkedJvm.of(home))
                .with(
                        "--add-modules",
                        "jdk.jfr,jdk.management",
                        "-XX:StartFlightRecording:settings=default",
                        "-Xlog:jfr*=off")
                .with("-Xlog:disable", "-Xlog:all=error", mode)
                .run(ModesProgram.class)
                .assertQuiet()
                .out();
        assertThat(printed).endsWith("all named 20000\n");
    }

    private static ForkedJvm asModule(ForkedJvm jvm) {
        return jvm.with(
                "-Xmx64m", "-p", "target/classes", "--add-modules", "dev.cistern.pool", "-cp", "target/test-classes");
    }
}
