package dev.cistern.lab.flame;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Collapsed stacks: a line a stack, frames outermost first between semicolons, then a blank and the weight.
 *
 * <p>Stacks keep the order in which they first came, so a file without repeated stacks is written as it was read.
 */
final class CollapsedFormat {
    private static final int PROGRESS_LINES = 100_000;

    private CollapsedFormat() {}

    static void read(InputStream bytes, String source, CallTree into, Progress progress) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                stack(line, source, number, into);
            }
            if (number % PROGRESS_LINES == 0) {
                progress.report("reading " + source, 0);
            }
        }
    }

    private static void stack(String line, String source, long number, CallTree into) {
        String stripped = line.stripTrailing();
        int blank = Math.max(stripped.lastIndexOf(' '), stripped.lastIndexOf('\t'));
        double weight;
        try {
            weight = blank < 0 ? Double.NaN : Double.parseDouble(stripped.substring(blank + 1));
        } catch (NumberFormatException e) {
            weight = Double.NaN;
        }
        if (!Double.isFinite(weight) || weight < 0 || blank == 0) {
            String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
            throw new LabException.BadInput(source + " is no profile that Cistern reads: line " + number + " should be"
                    + " frames between semicolons, a blank and a weight, but is '" + shown + "'; give a .jfr file,"
                    + " collapsed stacks or a pprof file");
        }
        into.add(into.stack(List.of(stripped.substring(0, blank).split(";", -1))), weight, 0);
    }

    static void write(CallTree tree, Writer out) throws IOException {
        try {
            tree.forEachEnd(node -> {
                if (tree.self(node) != 0) {
                    line(tree, node, out);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void line(CallTree tree, int node, Writer out) {
        try {
            String separator = "";
            for (String frame : tree.path(node)) {
                out.write(separator);
                out.write(frame.replace(';', ':').replace('\n', ' ').replace('\r', ' '));
                separator = ";";
            }
            out.write(' ');
            out.write(weight(tree.self(node)));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String weight(double weight) {
        return weight == Math.rint(weight) && Math.abs(weight) < 9e15
                ? Long.toString((long) weight)
                : Double.toString(weight);
    }
}
