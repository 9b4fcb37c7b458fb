package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Turns recorded stacks into those of a sink; a stack that the reader gives again as the same object costs one look-up. */
final class StackReader {
    /** Keeps the constants of finished chunks from staying in memory for long. */
    private static final int REMEMBERED = 20_000;

    private static final List<String> UNKNOWN = List.of("(no stack recorded)");

    private final ClassNames classNames;
    private final ProfileSink sink;
    private final IdentityHashMap<RecordedStackTrace, Map<String, Integer>> known = new IdentityHashMap<>();
    private final Map<String, Map<String, String>> methods = new HashMap<>();

    StackReader(ClassNames classNames, ProfileSink sink) {
        this.classNames = classNames;
        this.sink = sink;
    }

    /**
     * The sink's number of a stack.
     *
     * @param leaf what stands below its innermost frame, a class; empty for nothing
     */
    int number(@Nullable RecordedStackTrace stack, String leaf) {
        if (stack == null) {
            return sink.stack(withLeaf(UNKNOWN, leaf));
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(stack, unseen -> new HashMap<>(2))
                .computeIfAbsent(leaf, unseen -> sink.stack(frames(stack, leaf)));
    }

    private static List<String> withLeaf(List<String> frames, String leaf) {
        List<String> all = new ArrayList<>(frames);
        if (!leaf.isEmpty()) {
            all.add(leaf + ProfileSink.CLASS_MARK);
        }
        return all;
    }

    private List<String> frames(RecordedStackTrace stack, String leaf) {
        List<RecordedFrame> recorded = stack.getFrames();
        List<String> frames = new ArrayList<>(recorded.size() + 2);
        if (stack.isTruncated()) {
            frames.add("(deeper frames were cut off)");
        }
        for (int i = recorded.size() - 1; i >= 0; i--) {
            String frame = frame(recorded.get(i));
            if (!frame.isEmpty()) {
                frames.add(frame);
            }
        }
        return withLeaf(frames.isEmpty() ? UNKNOWN : frames, leaf);
    }

    private String frame(RecordedFrame recorded) {
        RecordedMethod method = recorded.getMethod();
        if (method == null) {
            return "";
        }
        String type = method.getType() == null ? "" : method.getType().getName();
        return switch (String.valueOf(recorded.getType())) {
            case "Kernel" -> method.getName() + ProfileSink.KERNEL_MARK;
            // async-profiler gives a native function the file that it comes from as its class.
            case "C++" -> method.getName();
            case "Native" ->
                type.isEmpty() || type.contains(".so") || type.startsWith("[")
                        ? method.getName()
                        : java(type, method.getName());
            default -> type.isEmpty() ? method.getName() : java(type, method.getName());
        };
    }

    private String java(String type, String method) {
        return methods.computeIfAbsent(type, unseen -> new HashMap<>())
                .computeIfAbsent(method, unseen -> classNames.source(type) + "." + method);
    }
}
