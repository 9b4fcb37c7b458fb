package dev.cistern.lab.stall;

import dev.cistern.lab.recording.Frame;
import java.util.List;

/** A span as it was recorded, before it is known what made it as long. */
record RawSpan(String thread, long fromNanos, long toNanos, StallKind kind, String detail, List<Frame> path) {
    long nanos() {
        return toNanos - fromNanos;
    }
}
