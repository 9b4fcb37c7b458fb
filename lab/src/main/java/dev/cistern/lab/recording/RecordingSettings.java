package dev.cistern.lab.recording;

import java.util.Map;

/** The settings to record a file with where Cistern cannot run beside the process. */
public final class RecordingSettings {
    private RecordingSettings() {}

    /** {@return the text of a .jfc file for {@code -XX:StartFlightRecording:settings=cistern.jfc} or {@code jcmd JFR.start}} */
    public static String jfc() {
        return jfc(FlightEventSettings.file());
    }

    /** The text of a .jfc file with these settings. */
    static String jfc(Map<String, Map<String, String>> events) {
        StringBuilder text = new StringBuilder(2048);
        text.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Settings for recordings that 'cistern advise', 'gc' and 'stall' read. Record for a minute or more under load:
                     jcmd PID JFR.start name=advise settings=/path/to/cistern.jfc duration=60s filename=/path/to/advise.jfr -->
                <configuration version="2.0" label="Cistern" description="Allocations, collections, stalls and inlining" provider="Cistern">
                """);
        events.forEach((event, settings) -> append(text, event, settings));
        return text.append("</configuration>\n").toString();
    }

    /** {@return the settings of the events that judge a heap, by the event's name} */
    public static Map<String, Map<String, String>> heap() {
        return FlightEventSettings.heap();
    }

    /** {@return the settings of the events that tell what keeps threads from going on, by the event's name} */
    public static Map<String, Map<String, String>> stalls() {
        return FlightEventSettings.stalls();
    }

    private static void append(StringBuilder text, String event, Map<String, String> settings) {
        text.append("  <event name=\"").append(event).append("\">\n");
        settings.forEach((name, value) -> text.append("    <setting name=\"")
                .append(name)
                .append("\">")
                .append(value)
                .append("</setting>\n"));
        text.append("  </event>\n");
    }
}
