package dev.cistern.lab.prove;

import dev.cistern.lab.LabException;
import dev.cistern.lab.matrix.ProcessRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The benchmarks of a report that JMH wrote with {@code -prof gc -rf json}.
 *
 * <p>Each fork counts as one run, since the iterations of one JVM share its fate: what was compiled how, and where things
 * lie. Where there is one fork only, its iterations have to do.
 */
public final class JmhReport {
    private static final String BYTES = "gc.alloc.rate.norm";

    private JmhReport() {}

    /**
     * Whether a document is one of JMH's: an array of benchmarks.
     *
     * @param document as JSON
     * @return whether it looks like it
     */
    static boolean isOne(JsonNode document) {
        return document.isArray() && document.size() > 0 && document.get(0).has("benchmark");
    }

    /**
     * Reads a report.
     *
     * @param name of the file, for messages
     * @param text of the report
     * @return its benchmarks, with their allocated bytes
     * @throws LabException.BadInput if it is no report of JMH or lacks the allocated bytes
     */
    public static Runs read(String name, String text) {
        try {
            JsonNode document = JsonMapper.shared().readTree(text);
            if (!isOne(document)) {
                throw new LabException.BadInput(
                        name + " is no report of JMH; make one with -prof gc -rf json -rff FILE");
            }
            return of(name, document);
        } catch (JacksonException e) {
            throw new LabException.BadInput(name + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Runs of(String name, JsonNode document) {
        List<Runs.Subject> subjects = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (JsonNode benchmark : document) {
            subjects.add(subject(name, benchmark, notes));
        }
        JsonNode first = document.get(0);
        String jvm = first.path("vmVersion").asString(first.path("jdkVersion").asString(""));
        return new Runs("", jvm, "JMH " + first.path("jmhVersion").asString("report"), "jmh", "", subjects, notes);
    }

    private static Runs.Subject subject(String name, JsonNode benchmark, List<String> notes) {
        String title = title(benchmark);
        JsonNode metrics = benchmark.path("secondaryMetrics");
        // Older releases put a dot in front, so that profilers' figures sort last.
        JsonNode metric = metrics.has(BYTES) ? metrics.get(BYTES) : metrics.path("·" + BYTES);
        List<List<Double>> forks = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            forks.add(fork.valueStream().map(value -> bytes(name, title, value)).toList());
        }
        if (forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
            throw new LabException.BadInput(
                    name + " does not tell the allocated bytes of " + title + "; run JMH with -prof gc");
        }
        if (forks.size() == 1) {
            notes.add(title + " ran in one JVM only, so its iterations stand for runs; give JMH -f 10 to see how much"
                    + " JVMs differ.");
            return new Runs.Subject(
                    title, forks.getFirst().stream().map(ProcessRun::ofBytes).toList());
        }
        return new Runs.Subject(title, forks.stream().map(JmhReport::mean).toList());
    }

    /** An iteration that did no operation has none to divide by, for which JMH writes {@code "NaN"}. */
    private static double bytes(String name, String title, JsonNode value) {
        if (!value.isNumber()) {
            throw new LabException.BadInput(name + " must tell the allocated bytes of " + title
                    + " as numbers, but one is " + value + "; make the iterations of JMH longer with -r");
        }
        return value.asDouble();
    }

    private static ProcessRun mean(List<Double> iterations) {
        return ProcessRun.ofBytes(
                iterations.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    private static String title(JsonNode benchmark) {
        String parameters = benchmark
                .path("params")
                .propertyStream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asString())
                .collect(Collectors.joining(", "));
        String threads = benchmark.path("threads").asInt(1) == 1 ? "" : "threads=" + benchmark.path("threads");
        String all = parameters.isEmpty() || threads.isEmpty() ? parameters + threads : parameters + ", " + threads;
        return benchmark.path("benchmark").asString() + (all.isEmpty() ? "" : " (" + all + ")");
    }
}
