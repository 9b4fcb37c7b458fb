package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.flame.Exports;
import dev.cistern.lab.flame.FlameReports;
import dev.cistern.lab.flame.LiveProfile;
import dev.cistern.lab.flame.Profile;
import dev.cistern.lab.flame.ProfileRecorder;
import dev.cistern.lab.recording.EngineChoice;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.Progress;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves a flame graph on loopback: a finished one, or one that grows while the JVM is profiled. */
final class FlameServing {
    /** The page looks this often whether there is more. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Duration SLICE = Duration.ofSeconds(5);
    /** Advise's way to record allocations spends a second or two at the beginning and the end of each slice. */
    private static final Duration ALLOCATION_SLICE = Duration.ofSeconds(15);

    private final Serving serving;

    FlameServing(Serving serving) {
        this.serving = serving;
    }

    /** Serves a finished profile. */
    void show(Profile profile) {
        Page.Document page = FlameReports.page(profile);
        serve(() -> page, () -> profile);
    }

    /**
     * Profiles slice after slice, serving their sum, until the time is over, the user ends it or the JVM is gone. The
     * sum stays served afterwards.
     *
     * @param duration how long in all; null for until it is ended
     */
    Profile live(
            ProfileRecorder recorder, long pid, ProfileKind kind, EngineChoice engine, @Nullable Duration duration) {
        LiveProfile sum = new LiveProfile();
        serve(() -> FlameReports.livePage(sum.soFar(), LOOK_EVERY), sum::soFar);
        Duration slice = kind == ProfileKind.ALLOC ? ALLOCATION_SLICE : SLICE;
        long begun = System.nanoTime();
        while (!recorder.isStopped() && (duration == null || System.nanoTime() - begun < duration.toNanos())) {
            try {
                sum.add(recorder.record(pid, kind, slice, engine, Progress.silent()));
            } catch (LabException.NoConclusion | LabException.Interrupted e) {
                // Nothing happened in this slice, which says nothing of the next one.
            } catch (LabException.BadInput e) {
                if (!Jvms.endsSoon(pid)) {
                    throw e;
                }
            }
            if (!Jvms.isAlive(pid)) {
                System.err.println("cistern: the process " + pid + " has ended");
                sum.cutShort();
                break;
            }
        }
        return sum.soFar();
    }

    private void serve(Supplier<Page.Document> page, Supplier<Profile> profile) {
        serving.pages().page("/", page);
        for (Exports export : Exports.values()) {
            serving.pages()
                    .file(
                            "/" + export.label(),
                            export.mediaType(),
                            export.fileName(),
                            () -> export.bytes(profile.get()));
        }
        serving.announce("graph");
    }
}
