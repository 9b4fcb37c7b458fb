package dev.cistern.lab.probe;

import dev.cistern.lab.recording.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is followed: sites with the place where their objects are born, and the classes of these objects.
 *
 * @param sites in the order of their numbers
 */
record ProbePlan(List<Planned> sites) {
    /**
     * A site to be followed.
     *
     * @param key by what it is known again
     * @param birth the frame that allocates an object, or gets it from the JDK
     * @param callee the method of the JDK that returns it; empty where the frame allocates itself
     */
    record Planned(ProbeReport.SiteKey key, Frame birth, Optional<Frame> callee) {}

    /**
     * Plans for sites whose objects are born in a class that can be instrumented, or handed to one by the JDK.
     *
     * @param wanted the sites
     * @param loaded the classes that can be instrumented
     * @param notes is told of the others
     */
    static ProbePlan of(List<ProbeReport.SiteKey> wanted, Set<String> loaded, List<String> notes) {
        List<Planned> planned = new ArrayList<>();
        for (ProbeReport.SiteKey key : wanted) {
            List<Frame> path = key.path();
            int level = 0;
            while (level < path.size() && !loaded.contains(path.get(level).className())) {
                level++;
            }
            boolean fromConstructor = level > 0
                    && level < path.size()
                    && path.get(level - 1).methodName().startsWith("<");
            if (level == path.size() || fromConstructor) {
                notes.add("The probe could not follow the " + key.className() + " of "
                        + path.getFirst().qualifiedMethod()
                        + ": it is born within code that it does not instrument, such as the JDK's.");
                continue;
            }
            planned.add(new Planned(
                    key, path.get(level), level == 0 ? Optional.empty() : Optional.of(path.get(level - 1))));
        }
        return new ProbePlan(List.copyOf(planned));
    }

    /** The classes of the objects, each with the number of its group. */
    Map<String, Integer> groups() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (Planned site : sites) {
            groups.putIfAbsent(site.key().className(), groups.size());
        }
        return groups;
    }

    /** What the agent has to know of it. */
    List<String> lines(int every, long limitSeconds) {
        Map<String, Integer> groups = groups();
        List<String> lines = new ArrayList<>();
        lines.add("every " + every + " " + limitSeconds);
        for (Planned site : sites) {
            lines.add("site " + groups.get(site.key().className()) + " "
                    + site.key().className());
        }
        return lines;
    }
}
