package dev.cistern.lab.advise;

import dev.cistern.lab.recording.AllocationSample;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.recording.SurvivorSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the samples of a recording into sites. */
final class SiteGrouping {
    private record Key(String className, List<Frame> frames) {}

    private final Attribution attribution;
    private final Map<Key, Site> sites = new LinkedHashMap<>();
    private final Map<Frame, Frame> readable = new HashMap<>();

    private SiteGrouping(Attribution attribution) {
        this.attribution = attribution;
    }

    static List<Site> group(List<Session> sessions, Attribution attribution) {
        SiteGrouping grouping = new SiteGrouping(attribution);
        for (int number = 0; number < sessions.size(); number++) {
            for (AllocationSample sample : sessions.get(number).samples()) {
                grouping.add(sample, number);
            }
        }
        for (int number = 0; number < sessions.size(); number++) {
            for (SurvivorSample survivor : sessions.get(number).survivors().samples()) {
                grouping.add(survivor, number);
            }
        }
        return List.copyOf(grouping.sites.values());
    }

    private void add(AllocationSample sample, int session) {
        Key key = key(sample.className(), sample.path());
        sites.computeIfAbsent(key, k -> new Site(k.className(), k.frames().size() - 1))
                .add(sample, session);
    }

    /** A survivor of a site that has no sample tells nothing: there is no rate to hold it against. */
    private void add(SurvivorSample survivor, int session) {
        Site site = sites.get(key(survivor.className(), survivor.path()));
        if (site != null) {
            site.add(survivor, session);
        }
    }

    private Key key(String className, List<Frame> path) {
        int attributed = attribution.attributedIndex(path);
        List<Frame> frames = new ArrayList<>(attributed + 1);
        for (Frame frame : path.subList(0, attributed + 1)) {
            frames.add(readable.computeIfAbsent(frame, SiteGrouping::stable));
        }
        return new Key(ReadableNames.ofClass(className), List.copyOf(frames));
    }

    private static Frame stable(Frame frame) {
        return new Frame(
                ReadableNames.ofClass(frame.className()), frame.methodName(), frame.descriptor(), frame.line());
    }
}
