package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The forms of {@code cistern advise} on real JVMs, in real time. */
final class AdviseIT {
    private static final String TARGET = TargetJvm.MAIN;

    @TempDir
    private Path folder;

    @Test
    void demo_printsVerdictsAndWritesBothReports() throws IOException {
        CommandRun run = CommandRun.of(folder, "advise", "--demo", "--duration", "8s", "--no-color");
        assertThat(run.err()).contains("%] ").doesNotContain("Exception");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("PAYS", "DOES_NOT_PAY", "cistern-advise.html", "cistern-advise.json");
        assertThat(run.out().lines().takeWhile(line -> !line.startsWith("1 frequency")))
                .as("the verdict table fits 80 columns")
                .isNotEmpty()
                .allMatch(line -> line.length() <= 80);
        assertThat(Files.readString(folder.resolve("cistern-advise.html")))
                .contains("<html")
                .contains("</html>");
        JsonNode advice = JsonSchema.validated("advise-1", Files.readString(folder.resolve("cistern-advise.json")));
        assertThat(advice.at("/target/mainClass").asString()).contains("DemoService");
        assertThat(advice.at("/sites").size()).isGreaterThan(3);
        assertEnded(advice);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void runningJvm_byProcessId_adviceInBothFilesAndTargetGoesOn(int feature) throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, feature)) {
            CommandRun run = CommandRun.of(
                    folder,
                    "advise",
                    "" + target.pid(),
                    "--duration",
                    "5s",
                    "--json",
                    "a.json",
                    "--html",
                    "a.html",
                    "--quiet");
            assertThat(run.err()).as("nothing but the report with --quiet").isEmpty();
            assertThat(run.exitCode()).isZero();
            JsonNode advice = JsonSchema.validated("advise-1", Files.readString(folder.resolve("a.json")));
            assertThat(advice.at("/target/pid").asLong()).isEqualTo(target.pid());
            assertThat(advice.at("/engine").asString()).isEqualTo("async-profiler");
            assertThat(advice.at("/sites")
                            .valueStream()
                            .map(site -> site.at("/method").asString()))
                    .contains(TARGET + ".scratch", TARGET + ".message");
            assertThat(folder.resolve("a.html")).isNotEmptyFile();
            assertThat(target.isAlive()).isTrue();
        }
    }

    @Test
    void list_targetRunning_isListedWithVersionAndCollector() throws IOException {
        try (TargetJvm target = TargetJvm.start(folder, 25)) {
            CommandRun run = CommandRun.of(folder, "advise");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines())
                    .anyMatch(line -> line.contains("" + target.pid())
                            && line.contains("SteadyTarget")
                            && line.contains("25")
                            && line.contains("G1"));
        }
    }

    @Test
    void launchedProgram_jsonToOutput_onlyJsonThereAndProgramEnded() throws IOException {
        CommandRun run = CommandRun.of(
                folder,
                "advise",
                "--duration",
                "4s",
                "--json",
                "-",
                "--",
                TargetJvm.program(25, "java"),
                "-XX:+UseG1GC",
                "-cp",
                TargetJvm.CLASSES,
                TARGET);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).as("what the program prints goes here").contains("ready");
        JsonNode advice = JsonSchema.validated("advise-1", run.out());
        assertThat(advice.at("/target/mainClass").asString()).isEqualTo(TARGET);
        assertEnded(advice);
    }

    @Test
    void recording_madeWithTheSettings_indicativeAdvice() throws IOException {
        Path settings = folder.resolve("cistern.jfc");
        Files.writeString(settings, CommandRun.of(folder, "settings").out());
        try (TargetJvm target =
                TargetJvm.start(folder, 25, "-XX:StartFlightRecording:filename=a.jfr,settings=" + settings)) {
            CommandRun looking =
                    CommandRun.of(folder, "advise", "" + target.pid(), "--duration", "4s", "--engine", "jfr");
            assertThat(looking.exitCode()).as(looking.err()).isZero();
            target.end();
        }

        CommandRun run = CommandRun.of(folder, "advise", "a.jfr", "--json", "a.json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode advice = JsonSchema.validated("advise-1", Files.readString(folder.resolve("a.json")));
        assertThat(advice.at("/engine").asString()).isEqualTo("jfr");
        assertThat(run.out()).contains("ndicative");

        CommandRun twice = CommandRun.of(folder, "advise", "a.jfr", "a.jfr", "--json", "twice.json");
        assertThat(twice.exitCode()).as(twice.err()).isZero();
        assertThat(JsonSchema.validated("advise-1", Files.readString(folder.resolve("twice.json")))
                        .at("/seconds")
                        .asDouble())
                .isGreaterThan(advice.at("/seconds").asDouble());

        byte[] whole = Files.readAllBytes(folder.resolve("a.jfr"));
        Files.write(folder.resolve("cut.jfr"), java.util.Arrays.copyOf(whole, whole.length / 2));
        CommandRun cut = CommandRun.of(folder, "advise", "cut.jfr");
        assertThat(cut.exitCode()).isEqualTo(3);
        assertThat(cut.err()).contains("cut.jfr is truncated");
    }

    @Test
    void interrupted_halfWay_partialReport() throws IOException {
        try (CommandRun run = CommandRun.start(
                folder, "advise", "--demo", "--duration", "16s", "--windows", "16", "--json", "a.json")) {
            run.awaitErrorLine("\\[ [5-7]\\d %\\] recording");
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).containsIgnoringCase("partial");
            JsonNode advice = JsonSchema.validated("advise-1", Files.readString(folder.resolve("a.json")));
            assertThat(advice.at("/windows").size()).isBetween(2, 15);
            assertEnded(advice);
        }
    }

    @Test
    void interrupted_atTheStart_130AndNothingWritten() throws IOException {
        try (CommandRun run = CommandRun.start(folder, "advise", "--demo", "--duration", "60s", "--json", "a.json")) {
            run.awaitErrorLine("starting the demo service");
            run.interrupt();
            run.awaitEnd();
            assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
            assertThat(run.err()).contains("interrupted");
            assertThat(folder.resolve("a.json")).doesNotExist();
        }
    }

    private static void assertEnded(JsonNode advice) {
        assertThat(ProcessHandle.of(advice.at("/target/pid").asLong()).filter(ProcessHandle::isAlive))
                .as("the process that was started to be looked at")
                .isEmpty();
    }
}
