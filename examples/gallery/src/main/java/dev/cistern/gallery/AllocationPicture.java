package dev.cistern.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws the allocation of one program twice: by the raw weights of a flight recording, as flame graphs do, and as advise
 * measures it.
 *
 * <p>Arguments: a recording of the program, advise's JSON of it, the SVG file to write.
 */
final class AllocationPicture {
    private static final int WIDTH = 940;
    private static final int PANEL = 440;
    private static final int BAR_HEIGHT = 34;
    private static final int TOP = 70;
    private static final Map<String, String> COLOURS =
            Map.of("render", "#2f855a", "parse", "#2b6cb0", "audit", "#c05621", "other", "#718096");

    private final StringBuilder svg = new StringBuilder();

    private AllocationPicture() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Double> raw = rawBytes(Path.of(arguments[0]));
        JsonNode advice = new ObjectMapper().readTree(Path.of(arguments[1]).toFile());
        Map<String, Double> measured = measuredBytes(advice);
        new AllocationPicture().draw(raw, measured, Path.of(arguments[2]));
        System.out.println("plain: " + raw + "\nadvise: " + measured);
    }

    /** Bytes by site, summed up as the recording states them. */
    private static Map<String, Double> rawBytes(Path recording) throws IOException {
        Map<String, Double> bytes = new TreeMap<>();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.ObjectAllocationSample")
                        && event.getStackTrace() != null) {
                    bytes.merge(siteOf(event), (double) event.getLong("weight"), Double::sum);
                }
            }
        }
        return bytes;
    }

    private static String siteOf(RecordedEvent event) {
        return event.getStackTrace().getFrames().stream()
                .map(RecordedFrame::getMethod)
                .filter(method -> method.getType().getName().equals(WarmStart.class.getName()))
                .map(method -> named(method.getName()))
                .findFirst()
                .orElse("other");
    }

    private static String named(String method) {
        return COLOURS.containsKey(method) ? method : "other";
    }

    private static Map<String, Double> measuredBytes(JsonNode advice) {
        double seconds = advice.path("seconds").asDouble();
        if (seconds <= 0) {
            throw new IllegalArgumentException("the advice states no duration in \"seconds\": " + advice.fieldNames());
        }
        Map<String, Double> bytes = new TreeMap<>();
        for (JsonNode site : advice.path("sites")) {
            String method = site.path("method").asText();
            bytes.merge(
                    named(method.substring(method.lastIndexOf('.') + 1)),
                    site.path("bytesPerSecond").path("value").asDouble() * seconds,
                    Double::sum);
        }
        return bytes;
    }

    private void draw(Map<String, Double> raw, Map<String, Double> measured, Path file) throws IOException {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d 270\" role=\"img\" aria-label=\"The same"
                        + " program in a plain allocation flame graph and in Cistern\""
                        + " font-family=\"system-ui, sans-serif\"><rect width=\"%d\" height=\"270\" rx=\"10\""
                        + " fill=\"#ffffff\"/>%n",
                WIDTH,
                WIDTH));
        panel(20, "A plain allocation flame graph", raw);
        panel(20 + PANEL + 20, "The half minute after it, measured by Cistern", measured);
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private void panel(int left, String title, Map<String, Double> bytes) {
        double all = bytes.values().stream().mapToDouble(Double::doubleValue).sum();
        text(left, 34, 16, "#1a202c", title);
        text(left, 54, 12.5, "#4a5568", "all: " + readable(all));
        rect(left, TOP, PANEL, "#4a5568");
        text(left + 8, TOP + 22, 13, "#ffffff", "WarmStart");
        double x = left;
        int row = 0;
        for (Map.Entry<String, Double> site : byBytes(bytes).entrySet()) {
            double width = PANEL * site.getValue() / all;
            String colour = COLOURS.getOrDefault(site.getKey(), "#718096");
            rect(x, TOP + BAR_HEIGHT + 2, Math.max(1, width - 1), colour);
            x += width;
            int y = TOP + 2 * BAR_HEIGHT + 30 + 24 * row++;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/>%n",
                    left,
                    y - 11,
                    colour));
            text(left + 20, y, 13, "#1a202c", site.getKey());
            text(left + 120, y, 13, "#1a202c", readable(site.getValue()));
            text(left + 220, y, 13, "#4a5568", String.format(Locale.ROOT, "%.1f %%", 100 * site.getValue() / all));
        }
    }

    private static Map<String, Double> byBytes(Map<String, Double> bytes) {
        Map<String, Double> sorted = new LinkedHashMap<>();
        List<Map.Entry<String, Double>> entries = bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static String readable(double bytes) {
        return bytes >= 1e9
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private void rect(double x, int y, double width, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                BAR_HEIGHT,
                colour));
    }

    private void text(double x, int y, double size, String colour, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" font-size=\"%.1f\" fill=\"%s\">%s</text>%n",
                x,
                y,
                size,
                colour,
                words));
    }
}
