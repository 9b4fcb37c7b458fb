package dev.cistern.pool.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two full collections empty an idle pool, one does not, and a busy pool does not mind. */
final class CollectorsIT {
    static Stream<Arguments> runtimes() {
        return ForkedJvm.homes().stream()
                .flatMap(home -> Stream.of("Serial", "Parallel", "G1", "Z", "Shenandoah")
                        .map(collector -> Arguments.of(ForkedJvm.featureOf(home), collector, home)));
    }

    @ParameterizedTest(name = "JDK {0}, {1}")
    @MethodSource("runtimes")
    void collections_everyCollector_meanTheSame(int feature, String collector, Path home) {
        String printed = ForkedJvm.of(home)
                .with("-XX:+Use" + collector + "GC", "-Xmx256m")
                .onClassPath()
                .run(CollectorsProgram.class)
                .assertQuiet()
                .out();
        assertThat(printed).isEqualTo("""
                idle before 12
                idle after one 12
                idle after two 0
                hot hit ratio kept
                idle after young ones kept
                """);
    }
}
