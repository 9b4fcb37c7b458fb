package dev.cistern.lab.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Turns recorded stack traces into call paths; equal frames and paths are one object, since most samples repeat them. */
final class CallPaths {
    /** Stands where a sample was recorded without a stack. */
    private static final List<Frame> UNKNOWN = List.of(new Frame("(unknown)", "(no stack recorded)", "", 0));

    private final ClassNames classNames;
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final Map<List<Frame>, List<Frame>> paths = new HashMap<>();

    CallPaths(ClassNames classNames) {
        this.classNames = classNames;
    }

    /** The Java frames of a stack, innermost first; one frame that says so where there are none. */
    List<Frame> path(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return UNKNOWN;
        }
        List<Frame> path = new ArrayList<>();
        for (RecordedFrame recorded : stack.getFrames()) {
            Frame frame = frame(recorded);
            if (frame != null) {
                path.add(frame);
            }
        }
        return path.isEmpty() ? UNKNOWN : paths.computeIfAbsent(List.copyOf(path), same -> same);
    }

    private @Nullable Frame frame(RecordedFrame recorded) {
        RecordedMethod method = recorded.getMethod();
        if (method == null
                || method.getType() == null
                || method.getType().getName().isEmpty()) {
            return null; // a native frame, which async-profiler writes without a class
        }
        String descriptor = method.getDescriptor();
        Frame frame = new Frame(
                classNames.source(method.getType().getName()),
                method.getName(),
                descriptor == null ? "" : descriptor,
                Math.max(0, recorded.getLineNumber()));
        return frames.computeIfAbsent(frame, same -> same);
    }
}
