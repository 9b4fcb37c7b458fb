package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.experiments.proof.JdkHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of {@code cistern gc} and {@code cistern stall} on real JVMs, in real time. */
final class GcStallIT {
    private static final String TARGET_CLASSES = System.getProperty("targets17");
    private static final String TARGET = "dev.cistern.lab.targets.SteadyTarget";
    private static final Pattern SERVED = Pattern.compile("(http://localhost:\\d+)/");
    /** What the Flight Recorder keeps for its next use. */
    private static final Set<String> MACHINERY =
            Set.of("JFR Recorder Thread", "JFR Periodic Tasks", "JFR Shutdown Hook", "Attach Listener");

    @TempDir
    private Path folder;

    @Test
    void gc_runningJvmThenItsLog_sameRateFromBoth() throws IOException {
        Process target = startTarget(25, "-XX:+UseG1GC", "-Xmx256m", "-Xlog:gc*:file=gc.log");
        try {
            CommandRun run = CommandRun.of(
                    folder, "gc", "" + target.pid(), "--duration", "6s", "--json", "gc.json", "--html", "gc.html");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("R_alloc", "counted by the JVM", "G1New");
            assertThat(folder.resolve("gc.html")).isNotEmptyFile();
            JsonNode live = validated("gc-1", Files.readString(folder.resolve("gc.json")));
            assertThat(live.at("/allocation/exact").asBoolean()).isTrue();

            CommandRun log = CommandRun.of(folder, "gc", "gc.log", "--json", "-", "--quiet");
            assertThat(log.exitCode()).as(log.err()).isZero();
            JsonNode read = validated("gc-1", log.out());
            double exact = live.at("/allocation/bytesPerSecond/value").asDouble();
            assertThat(read.at("/allocation/bytesPerSecond/value").asDouble()).isBetween(0.7 * exact, 1.3 * exact);
            assertThat(target.isAlive()).isTrue();
        } finally {
            target.destroyForcibly();
        }
    }

    @Test
    void stall_launchedProgram_jsonToOutputAndProgramEnded() throws IOException {
        CommandRun run = CommandRun.of(
                folder,
                "stall",
                "--duration",
                "4s",
                "--json",
                "-",
                "--",
                java(17),
                "-XX:+UseG1GC",
                "-cp",
                TARGET_CLASSES,
                TARGET);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = validated("stall-1", run.out());
        assertThat(report.at("/target/mainClass").asString()).isEqualTo(TARGET);
        assertThat(report.at("/histograms")
                        .valueStream()
                        .map(row -> row.at("/kind").asString()))
                .contains("PAUSE");
        assertThat(ProcessHandle.of(report.at("/target/pid").asLong()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void gc_http_pageIsServedToThisMachineWhileItRuns() throws IOException, InterruptedException {
        Process target = startTarget(25, "-XX:+UseG1GC", "-Xmx256m");
        try (CommandRun run = CommandRun.start(
                folder, "gc", "" + target.pid(), "--duration", "60s", "--http", ":0", "--json", "gc.json")) {
            Matcher served = SERVED.matcher(run.awaitErrorLine("is served at http"));
            assertThat(served.find()).isTrue();
            run.awaitErrorLine("\\] recording");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(served.group(1) + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("data-live");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode())
                    .as("a report or nothing yet; %s", run.err())
                    .isIn(0, 130);
        } finally {
            target.destroyForcibly();
        }
    }

    @Test
    void gcAndStall_afterwards_targetIsAsBefore() throws IOException {
        Process target = startTarget(25, "-XX:+UseG1GC", "-Xmx256m");
        try {
            State before = State.of(target.pid());
            for (String instrument : List.of("gc", "stall")) {
                CommandRun run = CommandRun.of(folder, instrument, "" + target.pid(), "--duration", "3s", "--quiet");
                assertThat(run.exitCode()).as(run.err()).isIn(0, 2);
            }
            State after = State.of(target.pid());
            assertThat(after.threads).isEqualTo(before.threads);
            assertThat(after.flags).isEqualTo(before.flags);
            assertThat(after.files).as("temporary files and open descriptors").isEqualTo(before.files);
            assertThat(target.inputReader().ready()).as("a line on its output").isFalse();
            assertThat(target.errorReader().ready())
                    .as("a line on its error output")
                    .isFalse();
        } finally {
            target.destroyForcibly();
        }
    }

    /** What an observer could leave behind in a process. */
    private record State(Set<String> threads, String flags, Set<String> files) {
        static State of(long pid) throws IOException {
            String threads = jcmd(pid, "Thread.print");
            Set<String> names = Pattern.compile("(?m)^\"([^\"]+)\"")
                    .matcher(threads)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !MACHINERY.contains(name) && !name.matches(".*CompilerThread.*|GC Thread.*|G1 .*"))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> files = new TreeSet<>();
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                    String file = Files.readSymbolicLink(descriptor).toString();
                    if (file.startsWith("/") && !file.endsWith("/lib/modules")) {
                        files.add(file);
                    }
                }
            }
            try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                temporary
                        .map(Path::toString)
                        .filter(name -> name.contains("cistern-") && name.contains("" + pid))
                        .forEach(files::add);
            }
            // The JVM itself notes here that its recorder was used once.
            return new State(names, jcmd(pid, "VM.flags").replace("-XX:+FlightRecorder ", ""), files);
        }

        private static String jcmd(long pid, String command) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            "" + pid,
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private Process startTarget(int feature, String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(java(feature));
        builder.command().addAll(List.of(options));
        builder.command().addAll(List.of("-cp", TARGET_CLASSES, TARGET));
        Process target = builder.directory(folder.toFile()).start();
        String line = target.inputReader().readLine();
        while (line != null && !line.equals("ready")) {
            line = target.inputReader().readLine();
        }
        assertThat(line).isEqualTo("ready");
        return target;
    }

    private static String java(int feature) {
        Optional<JdkHome> jdk = JdkHome.find(feature);
        if (jdk.isEmpty()) {
            System.out.println("SKIPPED: no JDK " + feature + " was found on this machine");
        }
        assumeTrue(jdk.isPresent(), "no JDK " + feature + " was found on this machine");
        return jdk.orElseThrow().program("java").toString();
    }

    private static JsonNode validated(String schema, String json) throws IOException {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/schemas/" + schema + ".json")), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        return JsonMapper.shared().readTree(json);
    }
}
