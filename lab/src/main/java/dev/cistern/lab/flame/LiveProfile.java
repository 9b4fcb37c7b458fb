package dev.cistern.lab.flame;

import dev.cistern.lab.LabException;
import org.jspecify.annotations.Nullable;

/** A profile that grows slice by slice while it is looked at. Thread-safe. */
public final class LiveProfile {
    private @Nullable Profile all;
    private boolean cutShort;

    /** Nothing yet. */
    public LiveProfile() {}

    /**
     * Adds a slice.
     *
     * @param slice a profile of the same kind
     */
    public synchronized void add(Profile slice) {
        Profile before = all;
        CallTree tree = new CallTree();
        if (before != null) {
            tree.addAll(before.tree(), 1);
        }
        tree.addAll(slice.tree(), 1);
        all = new Profile(tree, before == null ? slice.facts() : joined(before.facts(), slice.facts()));
    }

    private static Profile.Facts joined(Profile.Facts before, Profile.Facts slice) {
        Profile.Calibration one = before.calibration();
        Profile.Calibration other = slice.calibration();
        return new Profile.Facts(
                before.event(),
                before.title(),
                before.unit(),
                before.source(),
                before.engine(),
                before.target(),
                before.startEpochNanos(),
                before.seconds() + slice.seconds(),
                one == null || other == null
                        ? null
                        : new Profile.Calibration(
                                one.sampled() + other.sampled(), one.exact() + other.exact(), other.margin()),
                before.dropped() + slice.dropped(),
                null,
                slice.partial(),
                slice.notes());
    }

    /** Says that it ended before its time: what there is, and what comes, is partial. */
    public synchronized void cutShort() {
        cutShort = true;
    }

    /** {@return whether there is something to look at} */
    public synchronized boolean isThere() {
        return all != null;
    }

    /**
     * What was profiled so far.
     *
     * @return the profile, which is not changed any more
     * @throws LabException.NoConclusion if there is none yet
     */
    public synchronized Profile soFar() {
        if (all == null) {
            throw new LabException.NoConclusion("the first seconds are being profiled; look again in a moment");
        }
        return cutShort ? new Profile(all.tree(), all.facts().cutShort()) : all;
    }
}
