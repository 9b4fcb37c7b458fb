package dev.cistern.lab.recording;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;

/** How a file's profile was taken, as far as the file tells: by which engine and how often. */
final class ProfileSettings {
    private static final Pattern PERIOD = Pattern.compile("(\\d+)\\s*(ns|us|ms|s)");
    private static final long PROFILER_INTERVAL_NANOS = 10_000_000;

    private final Map<String, String> values = new HashMap<>();
    private final Map<Long, String> eventNames;
    private boolean byProfiler;
    private long smallestBuffer = SampleWeights.JVM_DEFAULT_INTERVAL;

    ProfileSettings(Map<Long, String> eventNames) {
        this.eventNames = eventNames;
    }

    void recording(RecordedEvent event) {
        String name = event.getString("name");
        byProfiler |= name != null && name.startsWith("async-profiler");
    }

    void setting(RecordedEvent event) {
        String value = event.getString("value");
        if (value != null) {
            values.put(eventNames.getOrDefault(event.getLong("id"), "") + "#" + event.getString("name"), value);
        }
    }

    boolean byProfiler() {
        return byProfiler;
    }

    /** Whether the Flight Recorder counted CPU time, beside which its older samples of running threads say less. */
    boolean countsCpuTime() {
        return "true".equals(values.get("jdk.CPUTimeSample#enabled"));
    }

    /** Nanoseconds of CPU time that one sample of a running thread stands for; 0 where not known. */
    long cpuNanos() {
        if (byProfiler) {
            long nanos = number("jdk.ExecutionSample#interval");
            return nanos > 0 ? nanos : PROFILER_INTERVAL_NANOS;
        }
        return period("jdk.ExecutionSample#period");
    }

    /** Nanoseconds that one sample of any thread stands for; 0 where not known. */
    long wallNanos() {
        return Math.max(0, number("jdk.ExecutionSample#wall"));
    }

    /** The mean number of bytes between two samples of async-profiler. */
    long allocationInterval(long bufferBytes) {
        long told = number("jdk.ObjectAllocationInNewTLAB#alloc");
        smallestBuffer = Math.max(1, Math.min(smallestBuffer, bufferBytes));
        return told > 0 ? told : smallestBuffer;
    }

    private long number(String setting) {
        String value = values.getOrDefault(setting, "");
        return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private long period(String setting) {
        Matcher period = PERIOD.matcher(values.getOrDefault(setting, ""));
        if (!period.matches()) {
            return 0;
        }
        long number = Long.parseLong(period.group(1));
        return switch (period.group(2)) {
            case "ns" -> number;
            case "us" -> Duration.ofNanos(1_000 * number).toNanos();
            case "ms" -> Duration.ofMillis(number).toNanos();
            default -> Duration.ofSeconds(number).toNanos();
        };
    }
}
