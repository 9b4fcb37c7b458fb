package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cistern.lab.recording.TargetAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left in a process that was looked at: nothing that was not there before, but what the guide names. */
final class ResidueIT {
    /** The JVM's own: its recorder, which stays initialised but idle, and the listener that whoever attaches wakes up. */
    private static final List<String> IDLE_THREADS = List.of("JFR", "Attach Listener");

    /** Compiler and collector threads come and go by the JVM's own choice. */
    private static final List<String> COMING_AND_GOING =
            List.of("C1 CompilerThre", "C2 CompilerThre", "G1 ", "GC Thread");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The JVM itself notes here that its recorder was used once. */
    private static final String RECORDER_FLAG = "\\s*bool FlightRecorder\\s.*";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "17, advise --engine auto",
        "25, advise --engine auto",
        "17, advise --engine jfr",
        "25, advise --engine jfr",
        "17, stall",
        "25, flame --event wall",
    })
    void runningJvm_lookedAt_onlyWhatTheGuideNamesStays(int feature, String command) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "threads and descriptors are only told by Linux");
        try (TargetJvm target = TargetJvm.start(folder, feature, "-Djava.io.tmpdir=" + folder)) {
            String flags = target.diagnose("VM.flags -all"); // this wakes the attach listener up
            State before = State.of(target, folder);

            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(List.of("--duration", "4s", "--quiet", "" + target.pid()));
            CommandRun run = CommandRun.of(folder, arguments.toArray(String[]::new));
            assertThat(run.exitCode())
                    .as(run.err())
                    .isIn(0, 2); // a target that nothing stalls gives stall no conclusion

            State after = State.of(target, folder);
            assertThat(after.threads()).as("threads").isEqualTo(before.threads());
            assertThat(after.descriptors())
                    .as("descriptors")
                    .containsAll(before.descriptors())
                    .isSubsetOf(withNamed(before.descriptors(), target));
            assertThat(after.sockets()).as("sockets").isBetween(before.sockets(), before.sockets() + 1);
            assertThat(after.files()).as("files").isEqualTo(before.files());
            assertThat(target.diagnose("VM.flags -all").lines())
                    .as("flags")
                    .filteredOn(line -> !line.matches(RECORDER_FLAG))
                    .containsExactlyElementsOf(flags.lines()
                            .filter(line -> !line.matches(RECORDER_FLAG))
                            .toList());
            assertThat(target.diagnose("JFR.check")).contains("No available recordings");
            target.end();
            assertThat(target.printed()).as("what the target printed").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"17", "25"})
    void runningJvm_probed_twoIdleClassesAndTheirJarStay(int feature) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "threads and descriptors are only told by Linux");
        try (TargetJvm target =
                TargetJvm.start(folder, feature, "-Djava.io.tmpdir=" + folder, "-XX:+EnableDynamicAgentLoading")) {
            String flags = target.diagnose("VM.flags -all");
            State before = State.of(target, folder);

            CommandRun run = CommandRun.of(
                    folder,
                    "advise",
                    "" + target.pid(),
                    "--duration",
                    "4s",
                    "--quiet",
                    "--probe",
                    "--probe-duration",
                    "3s",
                    "--json",
                    "-");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).as("that it was probed at all").contains("\"followed\"");

            assertThat(State.of(target, folder).files()).as("files").isEqualTo(before.files());
            assertThat(target.diagnose("VM.flags -all").lines())
                    .as("flags")
                    .filteredOn(line -> !line.matches(RECORDER_FLAG))
                    .containsExactlyElementsOf(flags.lines()
                            .filter(line -> !line.matches(RECORDER_FLAG))
                            .toList());
            assertThat(loaders(target)).as("loaders").doesNotContain("cistern-probe");
            assertNothingOfTheProbe(target, before);
        }
    }

    @ParameterizedTest
    @CsvSource({"17", "25"})
    void runningJvm_probedByAToolThatVanished_probeTakesItselfOut(int feature) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "threads and descriptors are only told by Linux");
        try (TargetJvm target =
                TargetJvm.start(folder, feature, "-Djava.io.tmpdir=" + folder, "-XX:+EnableDynamicAgentLoading")) {
            target.diagnose("VM.flags"); // this wakes the attach listener up
            State before = State.of(target, folder);
            try (TargetAgent agent = TargetAgent.load(target.pid())) {
                agent.classes();
                assertThat(agent.read(List.of(TargetJvm.MAIN))).isNotEmpty();
                agent.start(List.of("every 1 1", "site 0 byte[]"), Map.of());
                await().atMost(PATIENCE).until(() -> !loaders(target).contains("cistern-probe"));
                assertThatThrownBy(agent::end).hasMessageContaining("came before begin");
            }
            assertNothingOfTheProbe(target, before);
        }
    }

    /** Ends the target, of whose probe one idle object and the descriptor of its jar may be left. */
    private void assertNothingOfTheProbe(TargetJvm target, State before) throws IOException {
        State after = State.of(target, folder);
        assertThat(after.threads()).as("threads").isEqualTo(before.threads());
        assertThat(after.descriptors().stream()
                        .filter(name -> !name.endsWith("cistern-probe.jar"))
                        .toList())
                .as("descriptors")
                .isSubsetOf(withNamed(before.descriptors(), target));
        assertThat(target.diagnose("GC.class_histogram").lines())
                .as("objects of the probe")
                .filteredOn(line -> line.contains("dev.cistern.probe"))
                .singleElement()
                .asString()
                .contains("dev.cistern.probe.Gate");
        target.end();
        assertThat(target.printed()).as("what the target printed").isEmpty();
    }

    private static String loaders(TargetJvm target) throws IOException {
        target.diagnose("GC.run");
        return target.diagnose("VM.classloaders");
    }

    /**
     * The idle profiler keeps the list of threads open, which it reads when it samples; a JDK 17 the folder of its settings for
     * the Flight Recorder, once it was given any in a file.
     */
    private static Set<String> withNamed(Set<String> before, TargetJvm target) {
        Set<String> allowed = new TreeSet<>(before);
        allowed.add("/proc/" + target.pid() + "/task");
        before.stream()
                .filter(file -> file.endsWith("/lib/modules"))
                .forEach(file -> allowed.add(file.replaceFirst("modules$", "jfr")));
        return allowed;
    }

    @Test
    void runningJvm_commandInterrupted_noRecordingStays() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25, "-Djava.io.tmpdir=" + folder);
                CommandRun run = CommandRun.start(folder, "advise", "" + target.pid(), "--duration", "60s")) {
            run.awaitErrorLine("learning the pace");
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
            assertThat(target.diagnose("JFR.check")).contains("No available recordings");
            assertThat(State.of(target, folder).files())
                    .as("nothing but the socket that whoever attaches makes the JVM open")
                    .containsExactlyInAnyOrder(folder.toString(), "/tmp/.java_pid" + target.pid());
            assertThat(target.isAlive()).isTrue();
        }
    }

    /**
     * What can be seen of a process from outside.
     *
     * @param threads the names of its threads but those that the JVM itself adds and ends
     * @param descriptors what its open descriptors refer to
     * @param sockets how many of them are sockets; JDK 17 closes that of the last command a moment after it has answered
     * @param files the files that it and the command have in their temporary folders, and in the system's by its number
     */
    private record State(Set<String> threads, Set<String> descriptors, long sockets, Set<String> files) {
        static State of(TargetJvm target, Path folder) throws IOException {
            Set<String> threads = target.threads().stream()
                    .filter(name -> IDLE_THREADS.stream().noneMatch(name::startsWith))
                    .filter(name -> COMING_AND_GOING.stream().noneMatch(name::startsWith))
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> descriptors = target.descriptors();
            long sockets = descriptors.stream().filter("socket"::equals).count();
            return new State(threads, new TreeSet<>(descriptors), sockets, files(target, folder));
        }

        private static Set<String> files(TargetJvm target, Path folder) throws IOException {
            Set<String> names = new TreeSet<>();
            try (Stream<Path> ours = Files.walk(folder);
                    Stream<Path> systems = Files.list(Path.of("/tmp"))) {
                ours.map(Path::toString)
                        .filter(name -> !name.matches(".*/standard[^/]*"))
                        .forEach(names::add);
                systems.map(Path::toString)
                        .filter(name -> name.endsWith("pid" + target.pid()))
                        .forEach(names::add);
            }
            return names;
        }
    }
}
