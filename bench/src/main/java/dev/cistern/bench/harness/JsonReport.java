package dev.cistern.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a table for programs. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * Writes a report.
     *
     * @param file where to
     * @param arguments of the command that measured
     * @param lines what to report
     * @throws IOException if the file can't be written
     */
    public static void write(Path file, String arguments, List<Table.Line> lines) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("command", "bench/run " + arguments);
        report.put("machine", machine());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Table.Line line : lines) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("scenario", line.scenario());
            row.put("name", line.contender());
            putShift(row, "wallNanos", line.wallNanos());
            putShift(row, "cpuNanos", line.cpuNanos());
            if (!Double.isNaN(line.bytes())) {
                row.put("allocatedBytes", line.bytes());
            }
            line.toBestPeer().ifPresent(ratio -> putShift(row, "cpuToBestPeer", ratio));
            rows.add(row);
        }
        report.put("rows", rows);
        Files.writeString(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }

    private static void putShift(Map<String, Object> row, String name, Shift shift) {
        if (!Double.isNaN(shift.value())) {
            row.put(name, shift.value());
        }
        if (!Double.isNaN(shift.low())) {
            row.put(name + "Low", shift.low());
            row.put(name + "High", shift.high());
        }
    }

    /** {@return processor, cores, system and JVM, in words} */
    public static String machine() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores; "
                + System.getProperty("os.name") + "; " + System.getProperty("java.vendor.version", "")
                + " " + Runtime.version() + "; " + String.join(" ", Plan.jvmArguments());
    }

    private static String processor() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"))
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
