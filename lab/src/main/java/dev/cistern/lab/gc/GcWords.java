package dev.cistern.lab.gc;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.recording.TargetFacts;
import dev.cistern.lab.shell.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the text and the page say alike. */
final class GcWords {
    private GcWords() {}

    /** The verdict in one sentence. */
    static String headline(GcReport report) {
        return switch (report.verdict()) {
            case PAYS -> "Reuse pays here: less is allocated and more of the heap is idle.";
            case DOES_NOT_PAY ->
                report.harm()
                        ? "Reuse does not pay here: allocation rises. Tune the policy."
                        : "Reuse does not pay here: idle memory shrinks. Tune the policy.";
            case UNDECIDED -> "Neither a gain nor a loss can be shown.";
        };
    }

    /** What was observed: name, JVM, collector. */
    static List<String> target(GcReport report) {
        TargetFacts target = report.target();
        List<String> parts = new ArrayList<>();
        if (!target.mainClass().isEmpty()) {
            parts.add(target.mainClass());
        }
        if (target.pid() != 0) {
            parts.add("pid " + target.pid());
        }
        if (parts.isEmpty()) {
            parts.addAll(report.inputs());
        }
        return parts;
    }

    static String source(GcReport.Allocation allocation) {
        return allocation.exact() ? "counted by the JVM" : "from the heap before and after collections";
    }

    /** A figure that may be negative, with its interval. */
    static String change(@Nullable Estimate estimate, String unit) {
        return estimate == null
                ? "unknown"
                : GcJudgement.bytes(estimate.value()) + unit + " (" + GcJudgement.bytes(estimate.low()) + " to "
                        + GcJudgement.bytes(estimate.high()) + ")";
    }

    static String bytes(@Nullable Double bytes) {
        return bytes == null ? "unknown" : Figures.bytes(bytes);
    }

    static String rate(@Nullable Estimate estimate) {
        return estimate == null ? "unknown" : Figures.byteRate(estimate);
    }

    /** The rows that say what the verdict rests on: name and figure. */
    static List<String[]> facts(GcReport report) {
        GcReport.Allocation allocation = report.allocation();
        GcReport.Heap heap = report.heap();
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"R_alloc", rate(allocation.bytesPerSecond()) + ", " + source(allocation)});
        rows.add(new String[] {"R_alloc changes by", change(allocation.trend(), "/s each second")});
        if (allocation.bytesPerOperation() != null) {
            rows.add(new String[] {"an operation", change(allocation.bytesPerOperation(), "")});
            rows.add(new String[] {"which changes by", change(allocation.trendPerOperation(), " each second")});
        }
        rows.add(new String[] {"R_idle", change(heap.idleBytesPerSecond(), "/s")});
        rows.add(new String[] {"committed", bytes(heap.committedBytes())});
        rows.add(new String[] {"used", bytes(heap.usedBytes())});
        rows.add(new String[] {"idle after collections", bytes(heap.idleBytes())});
        if (heap.rssBytes() != null) {
            rows.add(new String[] {"resident size (RSS)", bytes(heap.rssBytes())});
        }
        if (heap.liveBytesPerSecond() != null) {
            rows.add(new String[] {"live set grows by", change(heap.liveBytesPerSecond(), "/s")});
        }
        return rows;
    }

    static boolean good(Verdict verdict) {
        return verdict == Verdict.PAYS;
    }
}
