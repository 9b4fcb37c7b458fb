package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which Flight Recorder events are recorded, and how often. */
final class FlightEventSettings {
    /** Sampled allocations a second; the JVM spreads them over time by itself. */
    static final String ALLOCATION_THROTTLE = "500/s";

    private FlightEventSettings() {}

    /** Collections, exact allocation by thread, refusals to inline: what both engines need. */
    static Map<String, Map<String, String>> beside() {
        Map<String, Map<String, String>> events = new LinkedHashMap<>();
        for (String enabledOnly : List.of(
                "jdk.GarbageCollection",
                "jdk.G1GarbageCollection",
                "jdk.GCHeapSummary",
                "jdk.GCCPUTime",
                "jdk.CompilerInlining")) {
            events.put(enabledOnly, Map.of("enabled", "true"));
        }
        events.put("jdk.ThreadAllocationStatistics", periodic("500 ms"));
        events.put("jdk.CPUInformation", periodic("beginChunk"));
        events.put("jdk.ContainerConfiguration", periodic("beginChunk"));
        return events;
    }

    /** The same with sampled allocations, for where no profiler runs. */
    static Map<String, Map<String, String>> sampling() {
        Map<String, Map<String, String>> events = beside();
        events.put(
                "jdk.ObjectAllocationSample",
                ordered("enabled", "true", "stackTrace", "true", "throttle", ALLOCATION_THROTTLE));
        return events;
    }

    /** The heap, its collections and pauses, and exact allocation: what judges a heap. */
    static Map<String, Map<String, String>> heap() {
        Map<String, Map<String, String>> events = new LinkedHashMap<>();
        for (String enabledOnly : List.of(
                "jdk.GarbageCollection",
                "jdk.G1GarbageCollection",
                "jdk.GCHeapSummary",
                "jdk.GCPhasePause",
                "jdk.EvacuationFailed",
                "jdk.ZAllocationStall")) {
            events.put(enabledOnly, Map.of("enabled", "true"));
        }
        events.put("jdk.ThreadAllocationStatistics", periodic("500 ms"));
        events.put("jdk.GCHeapMemoryUsage", periodic("500 ms"));
        events.put("jdk.ResidentSetSize", periodic("500 ms"));
        return events;
    }

    /** All that keeps threads from going on, and who allocates meanwhile. */
    static Map<String, Map<String, String>> stalls() {
        Map<String, Map<String, String>> events = new LinkedHashMap<>();
        for (String enabledOnly : List.of("jdk.GarbageCollection", "jdk.GCHeapSummary", "jdk.GCPhasePause")) {
            events.put(enabledOnly, Map.of("enabled", "true"));
        }
        events.put("jdk.AllocationRequiringGC", ordered("enabled", "true", "stackTrace", "true"));
        events.put("jdk.ZAllocationStall", timed("0 ms"));
        events.put("jdk.ExecuteVMOperation", timed("1 ms"));
        events.put("jdk.JavaMonitorEnter", timed("1 ms"));
        events.put("jdk.ThreadPark", timed("5 ms"));
        events.put("dev.cistern.PoolWait", timed("1 ms"));
        events.put("dev.cistern.CacheLoad", timed("1 ms"));
        events.put(
                "jdk.ObjectAllocationSample",
                ordered("enabled", "true", "stackTrace", "true", "throttle", ALLOCATION_THROTTLE));
        events.put("jdk.ThreadAllocationStatistics", periodic("250 ms"));
        return events;
    }

    private static Map<String, String> timed(String threshold) {
        return ordered("enabled", "true", "stackTrace", "true", "threshold", threshold);
    }

    /** All of these with what tells a reader of the file about the JVM it was recorded in. */
    static Map<String, Map<String, String>> file() {
        Map<String, Map<String, String>> events = heap();
        events.putAll(stalls());
        events.putAll(sampling());
        for (String about : List.of(
                "jdk.JVMInformation", "jdk.InitialSystemProperty", "jdk.GCConfiguration", "jdk.ActiveRecording")) {
            events.put(about, about.endsWith("ActiveRecording") ? Map.of("enabled", "true") : periodic("beginChunk"));
        }
        return events;
    }

    /** The settings as options of the JFR.start command. */
    static String commandOptions(Map<String, Map<String, String>> events) {
        List<String> options = new ArrayList<>();
        events.forEach((event, settings) -> settings.forEach(
                (setting, value) -> options.add("+" + event + "#" + setting + "=" + value.replace(" ", ""))));
        return String.join(" ", options);
    }

    private static Map<String, String> periodic(String period) {
        return ordered("enabled", "true", "period", period);
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }
}
