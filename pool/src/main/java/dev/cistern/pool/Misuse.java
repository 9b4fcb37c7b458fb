package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/**
 * One misuse of a pool, with all that is known about it.
 *
 * @param pool the name of the pool
 * @param kind what was done wrong
 * @param object the type and identity of the object, for example {@code byte[8192]@1f2e3d}
 * @param detail what exactly was found, for example the name of a field; may be empty
 * @param thread the name of the thread that was caught, or, if the misuse was found later, of the one that acquired the
 *     object; the id with a {@code #} where it has no name; empty if not known
 * @param acquiredAt the stack of the acquire; null if it was not recorded
 * @param releasedAt the stack of the (first) release; null if there was none or it was not recorded
 * @param caughtAt the stack at which the misuse was found; null if the pool came upon it later
 */
public record Misuse(
        String pool,
        MisuseKind kind,
        String object,
        String detail,
        String thread,
        @Nullable Throwable acquiredAt,
        @Nullable Throwable releasedAt,
        @Nullable Throwable caughtAt) {
    private static final int FRAMES = 16;

    /** {@return the whole report, several lines: the object, what happened, where, and what to do} */
    public String message() {
        StringBuilder text = new StringBuilder(256);
        text.append("pool '")
                .append(pool)
                .append("': ")
                .append(object)
                .append(' ')
                .append(kind.says());
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        if (!thread.isEmpty()) {
            text.append(" (thread ").append(thread).append(')');
        }
        stack(text, "acquired", acquiredAt);
        stack(text, kind == MisuseKind.DOUBLE_RELEASE ? "first released" : "released", releasedAt);
        stack(text, "found", caughtAt);
        return text.append("\n  remedy: ").append(kind.remedy()).toString();
    }

    /** {@return the line of the caller's code that the misuse is counted under; empty if no stack was recorded} */
    public String site() {
        Throwable best = acquiredAt != null ? acquiredAt : caughtAt != null ? caughtAt : releasedAt;
        return topFrame(best);
    }

    static String topFrame(@Nullable Throwable stack) {
        if (stack != null) {
            for (StackTraceElement frame : stack.getStackTrace()) {
                if (!ours(frame)) {
                    return frame.toString();
                }
            }
        }
        return "";
    }

    private static void stack(StringBuilder text, String label, @Nullable Throwable stack) {
        if (stack == null) {
            return;
        }
        text.append("\n  ").append(label).append(" at");
        int shown = 0;
        for (StackTraceElement frame : stack.getStackTrace()) {
            if (!ours(frame) && shown++ < FRAMES) {
                text.append("\n    ").append(frame);
            }
        }
    }

    private static boolean ours(StackTraceElement frame) {
        return CallSite.isOurs(frame.getClassName());
    }
}
