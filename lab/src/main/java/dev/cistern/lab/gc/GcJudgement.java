package dev.cistern.lab.gc;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a heap.
 *
 * <p>Reuse pays when allocation falls and idle memory rises, both intervals excluding zero. It does not when allocation
 * rises, or idle memory shrinks by more than 500 KB/s: then the policy wants tuning. Everything else is undecided.
 *
 * @param verdict the word
 * @param harm whether allocation rises
 * @param reason what it rests on
 * @param conditions what must hold besides
 */
record GcJudgement(Verdict verdict, boolean harm, String reason, List<String> conditions) {
    /** From this many bytes a second on idle memory is said to shrink. */
    static final double SHRINKS = -500_000;

    static GcJudgement of(GcHistory history, GcReport.Allocation allocation, GcReport.Heap heap) {
        boolean each = allocation.bytesPerOperation() != null;
        @Nullable Estimate trend = each ? allocation.trendPerOperation() : allocation.trend();
        @Nullable Estimate idle = heap.idleBytesPerSecond();
        List<String> conditions = conditions(history, each);
        if (trend == null || idle == null) {
            return new GcJudgement(
                    rises(trend) || shrinks(idle) ? Verdict.DOES_NOT_PAY : Verdict.UNDECIDED,
                    rises(trend),
                    unknown(history, trend, idle),
                    conditions);
        }
        String facts = words(trend, idle, each);
        if (trend.high() < 0 && idle.low() > 0) {
            return new GcJudgement(
                    Verdict.PAYS, false, "Allocation falls and idle memory rises: " + facts + ".", conditions);
        }
        if (rises(trend) || shrinks(idle)) {
            String why = rises(trend) && shrinks(idle)
                    ? "Allocation rises and idle memory shrinks"
                    : rises(trend) ? "Allocation rises" : "Idle memory shrinks faster than 500 KB/s";
            return new GcJudgement(Verdict.DOES_NOT_PAY, rises(trend), why + ": " + facts + ".", List.of());
        }
        return new GcJudgement(Verdict.UNDECIDED, false, undecided(trend, idle) + ": " + facts + ".", conditions);
    }

    private static boolean rises(@Nullable Estimate trend) {
        return trend != null && trend.low() > 0;
    }

    private static boolean shrinks(@Nullable Estimate idle) {
        return idle != null && idle.high() < SHRINKS;
    }

    private static String undecided(Estimate trend, Estimate idle) {
        if (trend.high() < 0) {
            return "Allocation falls, but whether idle memory rises cannot be told";
        }
        return idle.low() > 0
                ? "Idle memory rises, but whether allocation falls cannot be told"
                : "Neither allocation nor idle memory changes by more than chance";
    }

    private static List<String> conditions(GcHistory history, boolean each) {
        List<String> conditions = new ArrayList<>();
        if (!each) {
            conditions.add(
                    "The program did as much work at the end as at the beginning; a dip in traffic looks like a gain."
                            + " Give --rate or --ops to judge by operation.");
        } else if (history.constantRate()) {
            conditions.add("The stated rate of operations held from the beginning to the end.");
        }
        return conditions;
    }

    private static String unknown(GcHistory history, @Nullable Estimate trend, @Nullable Estimate idle) {
        List<String> missing = new ArrayList<>();
        if (trend == null) {
            missing.add("how allocation changes");
        }
        if (idle == null) {
            missing.add("how idle memory changes");
        }
        String remedy = history.source() == GcHistory.Source.LOG
                ? "log with -Xlog:gc* for longer"
                : "observe for longer, until there are some collections in each window";
        String known = trend != null ? "; allocation: " + perSecond(trend, false) : "";
        return "Nothing tells " + String.join(" nor ", missing) + known + "; " + remedy + ".";
    }

    private static String words(Estimate trend, Estimate idle, boolean each) {
        return "R_alloc changes by " + perSecond(trend, each) + ", R_idle is " + rate(idle);
    }

    private static String perSecond(Estimate trend, boolean each) {
        return each
                ? bytes(trend.value()) + " an operation each second (" + bytes(trend.low()) + " to "
                        + bytes(trend.high()) + ")"
                : bytes(trend.value()) + "/s each second (" + bytes(trend.low()) + " to " + bytes(trend.high()) + ")";
    }

    private static String rate(Estimate idle) {
        return bytes(idle.value()) + "/s (" + bytes(idle.low()) + " to " + bytes(idle.high()) + ")";
    }

    /** A signed number of bytes for people. */
    static String bytes(double bytes) {
        double size = Math.abs(bytes);
        String sign = bytes < 0 ? "−" : "";
        String unit = size >= 999.5e6 ? "GB" : size >= 999.5e3 ? "MB" : size >= 999.5 ? "kB" : "B";
        double scaled = size / (unit.equals("GB") ? 1e9 : unit.equals("MB") ? 1e6 : unit.equals("kB") ? 1e3 : 1);
        int decimals = scaled >= 99.95 || unit.equals("B") ? 0 : scaled >= 9.995 ? 1 : 2;
        return sign + String.format(Locale.ROOT, "%." + decimals + "f", scaled) + " " + unit;
    }
}
