package dev.cistern.lab.recording;

import java.util.List;

/**
 * What an engine brought home.
 *
 * @param startEpochNanos when observation began
 * @param endEpochNanos when it ended
 * @param sessions the sessions in order of time; empty with the Flight Recorder, whose samples are in its file
 * @param targetGone whether the target ended first
 * @param notes what the engine has to say
 */
record Observed(
        long startEpochNanos,
        long endEpochNanos,
        List<ProfiledSession> sessions,
        boolean targetGone,
        List<String> notes) {

    double seconds() {
        return (endEpochNanos - startEpochNanos) / 1e9;
    }
}
