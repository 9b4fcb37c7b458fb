package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the command answers at once: to wrong words, to files that are none, and to what needs no target. */
final class CisternTest {
    @TempDir
    private Path folder;

    @Test
    void noArguments_usage() throws IOException {
        CommandRun run = CommandRun.of(folder);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Usage: cistern", "advise", "gc", "stall", "web", "settings", "Try: cistern advise --demo");
    }

    @Test
    void simulate_generatedTrace_tableAndFiles() throws IOException {
        CommandRun run = CommandRun.of(
                folder,
                "simulate",
                "zipf:0.9,keys=1k,requests=20k",
                "--sizes",
                "50,200",
                "--policies",
                "adaptive,lru",
                "--csv",
                "a.csv",
                "--html",
                "a.html",
                "--json",
                "-");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("{").contains("\"schema\" : \"cistern/simulate/1\"", "\"optimum\"");
        assertThat(run.err()).contains("20,000 requests for 1,000 keys", "adaptive", "lru");
        assertThat(folder.resolve("a.csv")).content().contains(",adaptive,200,20000,");
        assertThat(folder.resolve("a.html")).content().contains("<svg", "</html>");
    }

    @Test
    void version_saysIt() throws IOException {
        CommandRun run = CommandRun.of(folder, "--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("cistern 0.1.0-SNAPSHOT\n");
    }

    @Test
    void settings_wellFormedWithTheEventsThatAdviseReads() throws Exception {
        CommandRun run = CommandRun.of(folder, "settings");
        assertThat(run.exitCode()).isZero();
        NodeList events = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(run.out())))
                .getElementsByTagName("event");
        Stream<String> names = Stream.iterate(0, i -> i < events.getLength(), i -> i + 1)
                .map(i -> events.item(i).getAttributes().getNamedItem("name").getNodeValue());
        assertThat(names)
                .contains("jdk.ObjectAllocationSample", "jdk.ThreadAllocationStatistics", "jdk.GarbageCollection");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    advize                            | 3 | unknown command 'advize'; did you mean
                    advise --durations 5s             | 3 | unknown option '--durations'; did you mean
                    settings more                     | 3 | unknown argument 'more'
                    simulate                          | 3 | Missing required parameter
                    simulate nowhere.lis              | 3 | there is no trace file nowhere.lis
                    simulate zipf:x                   | 3 | skew must be from 0.0 to 10.0, but was 'x'
                    simulate zipf --sizes 0           | 3 | size must be a number from 1
                    simulate zipf --policies best     | 3 | policy must be one of adaptive, lru
                    simulate zipf --seeds 0           | 3 | seeds must be at least 1, but was 0
                    simulate zipf --seeds 100         | 3 | --seeds must be from 1 to 99, but was 100
                    simulate zipf --csv -             | 3 | --csv writes to a file only
                    simulate zipf --csv a --svg ./a   | 3 | --csv and --svg must be two files
                    simulate zipf --html nowhere/a    | 3 | there is no folder
                    settings -- ls                    | 3 | which only advise, baseline, check, flame, gc, stall do
                    matrix 999999999                  | 3 | there is no process with the id 999999999
                    matrix --duration 5s 1            | 3 | --duration must be 10s to 24h
                    prove --before x                  | 3 | Missing required option
                    prove --before x --after y --pairs 3 | 3 | --pairs must be 7 to 1000
                    prove --before x --after y --ops z | 3 | --ops must be jmh, stdout:REGEX
                    prove --before x --after y --gate | 3 | --gate needs --ops
                    prove --before no-such --after y  | 3 | ended with exit code 127 before it could be measured
                    baseline                          | 3 | one of --jmh and -- with a program, but was given neither
                    baseline --                       | 3 | after -- the program is missing
                    baseline --runs 2 -- java         | 3 | --runs must be 4 to 1000
                    baseline --jmh missing.json       | 3 | there is no file missing.json
                    check --baseline missing.json --candidate c.json | 3 | there is no file missing.json
                    check --baseline missing.json     | 3 | one of --candidate and -- with a program
                    boundaries 6                      | 3 | a boundary is a number from 1 to 5, but was 6
                    advise no-such-jvm                | 3 | no JVM of this user has "no-such-jvm" in its name
                    advise 999999999                  | 3 | there is no process with the id 999999999
                    advise 99999999999999999999       | 3 | there is no process with the id 99999999999999999999
                    advise --duration 1s --demo       | 3 | duration must be between 3s and 24h, but was 1s
                    advise --duration soon --demo     | 3 | soon
                    advise --windows 1 --demo         | 3 | windows must be between 2 and 1000, but was 1
                    advise --windows 9 --duration 4s --demo | 3 | a window must last at least 1s, but 9 windows in 4s
                    advise --engine magic --demo      | 3 | magic
                    advise --top 0 --demo             | 3 | --top must be at least 1, but was 0
                    advise --mine 1x --demo           | 3 | '1x' is not a package name
                    advise --html - --demo            | 3 | --html writes to a file only
                    advise --json a --html a --demo   | 3 | must be two files, but both are a
                    advise --json nowhere/a.json --demo | 3 | there is no folder
                    advise --json . --demo            | 3 | it is a folder; name a file in it
                    advise --json a.json              | 3 | there are options but nothing to look at
                    advise --demo 999999999           | 3 | but several were given
                    advise missing.jfr                | 3 | there is no file missing.jfr
                    advise --duration 9s missing.jfr  | 3 | these files are made already
                    advise --probe missing.jfr        | 3 | --probe looks into a JVM that runs
                    advise --probe-every 5 --demo     | 3 | say how to probe; add --probe
                    advise --probe --probe-every 0 --demo | 3 | --probe-every must be 1 to 1000000, but was 0
                    advise --probe --probe-sites 21 --demo | 3 | --probe-sites must be 1 to 20, but was 21
                    advise --probe --probe-duration 1s --demo | 3 | --probe-duration must be 3s to 10m, but was 1.0 s
                    advise --                         | 3 | after -- the program to be looked at is missing
                    advise -- no-such-program         | 3 | cannot start 'no-such-program'
                    gc no-such-jvm                    | 3 | no JVM of this user has "no-such-jvm" in its name
                    gc 999999999                      | 3 | there is no process with the id 999999999
                    gc missing.log                    | 3 | there is no file missing.log
                    gc missing.jfr                    | 3 | there is no file missing.jfr
                    gc --windows 5 missing.log        | 3 | windows must be between 6 and 1000, but was 5
                    gc --rate 0 missing.log           | 3 | --rate must be a number of operations a second above 0
                    gc --rate 5 --ops event:A a.jfr   | 3 | give one of them
                    gc --ops jmh a.jfr                | 3 | --ops counts events here
                    gc --duration 9s missing.log      | 3 | these files are made already
                    gc --http 10.0.0.1:80 missing.jfr | 3 | there is no file missing.jfr
                    gc --json a.json                  | 3 | there are options but nothing to look at
                    stall missing.jfr                 | 3 | there is no file missing.jfr
                    stall --min -1ms missing.jfr      | 3 | --min must be between 0ms and 1h, but was -1ms
                    stall --duration 1s -- ls /       | 2 | before it could be observed
                    stall --duration 9s missing.jfr   | 3 | these files are made already
                    stall --json a.json               | 3 | there are options but nothing to look at
                    web no-such-jvm                   | 3 | no JVM of this user has "no-such-jvm" in its name
                    web --duration 5s                 | 3 | --duration must be 10s to 10m, since
                    boundaries --http 10.0.0.1:80     | 3 | --http needs a port of this machine such as :8080
                    web --http 10.0.0.1:80            | 3 | --http needs a port of this machine such as :8080
                    advise -- ls /                    | 2 | before it could be observed
                    """)
    void wrongWords_messageAndExitCodeAndNothingElse(String arguments, int exitCode, String message)
            throws IOException {
        CommandRun run = CommandRun.of(folder, arguments.split(" +"));
        assertThat(run.err()).contains(message).contains("cistern: ").doesNotContain("Exception");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(files()).as("nothing is left behind").isEmpty();
    }

    @Test
    void recording_empty_refused() throws IOException {
        Files.createFile(folder.resolve("empty.jfr"));
        CommandRun run = CommandRun.of(folder, "advise", "empty.jfr");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("empty.jfr is empty");
    }

    @Test
    void log_empty_refused() throws IOException {
        Files.createFile(folder.resolve("gc.log"));
        CommandRun run = CommandRun.of(folder, "gc", "gc.log");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("gc.log is empty");
    }

    @Test
    void log_tooFewCollections_noConclusion() throws IOException {
        Files.writeString(folder.resolve("gc.log"), "[0.1s][info][gc] Using G1\n");
        CommandRun run = CommandRun.of(folder, "gc", "gc.log");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no collection that was finished");
    }

    @Test
    void recording_otherContent_refused() throws IOException {
        byte[] noise = new byte[10_000];
        new Random(42).nextBytes(noise);
        Files.write(folder.resolve("noise.jfr"), noise);
        CommandRun run = CommandRun.of(folder, "advise", "noise.jfr");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("noise.jfr is no flight recording").doesNotContain("measuring");
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("standard"))
                    .toList()
                    .stream();
        }
    }
}
