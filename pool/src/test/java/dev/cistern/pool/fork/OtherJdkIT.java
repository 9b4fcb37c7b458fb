package dev.cistern.pool.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The unit tests once more, on the oldest JDK that the pool is for. */
final class OtherJdkIT {
    @Test
    void unitTests_onJdk17_succeed() {
        List<Path> homes = ForkedJvm.homesOf(17);
        assumeTrue(
                !homes.isEmpty(),
                "no JDK 17 was found in the usual places: the run of the pool's tests on it is skipped");
        ForkedJvm.Output output = ForkedJvm.of(homes.get(0))
                .with("-cp", System.getProperty("java.class.path"))
                .with("org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--details=summary")
                .with("--scan-classpath", "target/test-classes", "--include-classname", ".*Test")
                .run();
        assertThat(output.exit()).as(output.out() + output.err()).isZero();
        assertThat(output.out()).containsPattern("\\[ +[1-9][0-9]+ tests successful +\\]");
    }
}
