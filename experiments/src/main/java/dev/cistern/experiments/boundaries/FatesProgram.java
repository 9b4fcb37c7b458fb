package dev.cistern.experiments.boundaries;

import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.consumer.RecordingStream;

/** Boundary 1, the measuring process: the same small object in its three fates. */
final class FatesProgram {
    private static final long MILLIS = 2_500;
    private static final long COMPILING_MILLIS = 600;

    /** What an operation makes: 32 bytes with its header. */
    private record Span(long from, long to) {
        long length() {
            return to - from;
        }
    }

    @SuppressWarnings("UnusedVariable") // written so that the object is needed
    private static volatile Object stored = new Object();

    @SuppressWarnings("UnusedVariable") // written so that the result is needed
    private static volatile long sum;

    private FatesProgram() {}

    /** Prints the figures of the three fates and the compiler's reason. */
    public static void main(String[] arguments) {
        String reason = reasonNotToInline();
        print("stays in its method", Meter.of(FatesProgram::stays, MILLIS));
        print("goes to a callee that is not inlined", Meter.of(FatesProgram::passed, MILLIS));
        print("is stored", Meter.of(FatesProgram::kept, MILLIS));
        System.out.println(new Figure(
                        Figure.NOTE,
                        reason.isEmpty()
                                ? "The compiler gave no reason for the callee."
                                : "The compiler's reason for not inlining the callee: " + reason + ".",
                        0)
                .line());
    }

    /** Recorded beforehand, since the recorder's own work would count as that of the operations. */
    private static String reasonNotToInline() {
        AtomicReference<String> reason = new AtomicReference<>("");
        try (RecordingStream events = new RecordingStream()) {
            events.enable("jdk.CompilerInlining");
            events.onEvent("jdk.CompilerInlining", event -> {
                String callee = event.getString("callee.name");
                if (!event.getBoolean("succeeded") && callee != null && callee.equals("digest")) {
                    reason.set(event.getString("message"));
                }
            });
            events.startAsync();
            Meter.of(FatesProgram::passed, COMPILING_MILLIS);
            events.stop();
        }
        return reason.get();
    }

    private static void print(String fate, Meter.Cost cost) {
        System.out.println(new Figure("bytes", fate, cost.bytes()).line());
        System.out.println(new Figure("nanos", fate, cost.cpuNanos()).line());
        System.out.println(new Figure("pauses", fate, cost.collections()).line());
    }

    static void stays(int repeat) {
        long total = 0;
        for (int i = 0; i < repeat; i++) {
            total += new Span(i, 2L * i).length();
        }
        sum = total;
    }

    static void passed(int repeat) {
        long total = 0;
        for (int i = 0; i < repeat; i++) {
            total += digest(new Span(i, 2L * i));
        }
        sum = total;
    }

    static void kept(int repeat) {
        for (int i = 0; i < repeat; i++) {
            stored = new Span(i, 2L * i);
        }
    }

    /** Long on purpose: more bytecodes than the JIT compiler inlines even where a method is hot, 325. */
    private static long digest(Span span) {
        long a = span.from;
        long b = span.to;
        long c = a ^ (b << 3);
        c = (c ^ (c >>> 7)) * 31 + (a & 15) - (b | 3) + (a ^ c) * 17 + (b >>> 5) - (c << 2) + (a & b & 63);
        c = (c ^ (c >>> 9)) * 37 + (a & 31) - (b | 5) + (a ^ c) * 19 + (b >>> 6) - (c << 3) + (a & b & 31);
        c = (c ^ (c >>> 8)) * 41 + (a & 63) - (b | 7) + (a ^ c) * 23 + (b >>> 7) - (c << 4) + (a & b & 15);
        c = (c ^ (c >>> 6)) * 43 + (a & 47) - (b | 9) + (a ^ c) * 29 + (b >>> 8) - (c << 5) + (a & b & 47);
        c = (c ^ (c >>> 5)) * 47 + (a & 55) - (b | 1) + (a ^ c) * 13 + (b >>> 9) - (c << 6) + (a & b & 55);
        c = (c ^ (c >>> 4)) * 53 + (a & 59) - (b | 2) + (a ^ c) * 11 + (b >>> 4) - (c << 7) + (a & b & 59);
        c = (c ^ (c >>> 3)) * 59 + (a & 61) - (b | 4) + (a ^ c) * 37 + (b >>> 3) - (c << 8) + (a & b & 61);
        c = (c ^ (c >>> 2)) * 61 + (a & 62) - (b | 6) + (a ^ c) * 41 + (b >>> 2) - (c << 9) + (a & b & 62);
        return c;
    }
}
