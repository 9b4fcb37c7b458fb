package dev.cistern.lab.flame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a profile for the pools and caches in it: how much of it lies in each, who calls it, and whether on the path of a
 * hit, of a miss or of giving back.
 */
public final class Lens {
    /** How many callers of a row are named. */
    private static final int NAMED_CALLERS = 8;

    private static final String OWN_CODE = "Own code";

    private Lens() {}

    /**
     * How much lies on each path.
     *
     * @param hit where something idle or cached was found
     * @param miss where it was made or loaded
     * @param release where it was given back, put in, evicted or cleaned up
     */
    public record Paths(double hit, double miss, double release) {
        static final Paths NONE = new Paths(0, 0, 0);

        /** {@return all three together} */
        public double sum() {
            return hit + miss + release;
        }

        Paths plus(LensTable.Outcome outcome, double weight) {
            return switch (outcome) {
                case HIT -> new Paths(hit + weight, miss, release);
                case MISS -> new Paths(hit, miss + weight, release);
                case RELEASE -> new Paths(hit, miss, release + weight);
            };
        }
    }

    /**
     * A method that calls a pool or cache.
     *
     * @param method class and method
     * @param paths the weight below its calls
     */
    public record Caller(String method, Paths paths) {}

    /**
     * One library as one kind of code uses it.
     *
     * @param library its name
     * @param group the kind of code: HTTP response, Serialisation, Template, JDBC or Own code
     * @param paths the weight in it
     * @param share of the whole profile
     * @param callers the methods that call it, the heaviest first, at most eight
     */
    public record Row(String library, String group, Paths paths, double share, List<Caller> callers) {}

    private record Key(String library, String group) {}

    /**
     * Looks at a profile.
     *
     * @param profile the profile
     * @return its rows, the heaviest first; empty where no known pool or cache is in it
     */
    public static List<Row> of(Profile profile) {
        CallTree tree = profile.tree();
        Map<Key, Map<String, Paths>> found = new LinkedHashMap<>();
        new Search(tree, found).run();
        double total = Math.max(tree.total(), Double.MIN_NORMAL);
        List<Row> rows = new ArrayList<>();
        found.forEach((key, callers) -> rows.add(row(key, callers, total)));
        rows.sort(Comparator.comparingDouble((Row row) -> -row.paths().sum()).thenComparing(Row::library));
        return List.copyOf(rows);
    }

    private static Row row(Key key, Map<String, Paths> callers, double total) {
        Paths sum = Paths.NONE;
        for (Paths paths : callers.values()) {
            sum = new Paths(sum.hit() + paths.hit(), sum.miss() + paths.miss(), sum.release() + paths.release());
        }
        List<Caller> heaviest = callers.entrySet().stream()
                .map(caller -> new Caller(caller.getKey(), caller.getValue()))
                .sorted(Comparator.comparingDouble(
                                (Caller caller) -> -caller.paths().sum())
                        .thenComparing(Caller::method))
                .limit(NAMED_CALLERS)
                .toList();
        return new Row(key.library(), key.group(), sum, sum.sum() / total, heaviest);
    }

    /** One pass over all stacks. */
    private static final class Search {
        private final CallTree tree;
        private final Map<Key, Map<String, Paths>> found;
        private final LensTable table = LensTable.read();
        private final CallerKinds kinds = CallerKinds.read();
        private final List<LensTable.Match> matches;
        private final List<String> shown;

        Search(CallTree tree, Map<Key, Map<String, Paths>> found) {
            this.tree = tree;
            this.found = found;
            this.shown = tree.frames().stream().map(Frames::shown).toList();
            this.matches = shown.stream().map(table::match).toList();
        }

        void run() {
            if (matches.stream().anyMatch(LensTable.Match::found)) {
                tree.forEachEnd(this::stack);
            }
        }

        private void stack(int end) {
            int entry = outermost(end);
            if (entry == CallTree.ROOT || tree.self(end) == 0) {
                return;
            }
            LensTable.Match library = matches.get(tree.frame(entry));
            LensTable.Outcome outcome = LensTable.Outcome.HIT;
            for (int at = end; at != tree.parent(entry); at = tree.parent(at)) {
                LensTable.Match match = matches.get(tree.frame(at));
                if (match.library().equals(library.library())) {
                    outcome = match.outcome().compareTo(outcome) > 0 ? match.outcome() : outcome;
                }
            }
            int caller = caller(entry, library.library());
            String method = caller == CallTree.ROOT ? "(thread)" : shown.get(tree.frame(caller));
            String group = caller == CallTree.ROOT ? OWN_CODE : kinds.of(method, OWN_CODE);
            LensTable.Outcome path = outcome;
            found.computeIfAbsent(new Key(library.library(), group), unseen -> new HashMap<>())
                    .compute(
                            method,
                            (name, before) -> (before == null ? Paths.NONE : before).plus(path, tree.self(end)));
        }

        /** The outermost frame of a library; that of a thread-local only where there is no other. */
        private int outermost(int end) {
            int entry = CallTree.ROOT;
            int fallback = CallTree.ROOT;
            for (int at = end; at != CallTree.ROOT; at = tree.parent(at)) {
                LensTable.Match match = matches.get(tree.frame(at));
                if (match.found()) {
                    if (match.library().equals(LensTable.THREAD_LOCAL)) {
                        fallback = at;
                    } else {
                        entry = at;
                    }
                }
            }
            return entry == CallTree.ROOT ? fallback : entry;
        }

        /** The nearest frame outwards that is neither the library's own nor the JDK's core. */
        private int caller(int entry, String library) {
            int at = tree.parent(entry);
            while (at > CallTree.ROOT
                    && (isPlumbing(shown.get(tree.frame(at)))
                            || (matches.get(tree.frame(at)).found()
                                    && matches.get(tree.frame(at)).library().equals(library)))) {
                at = tree.parent(at);
            }
            return Math.max(at, CallTree.ROOT);
        }

        private boolean isPlumbing(String frame) {
            boolean jdk = frame.startsWith("java.") || frame.startsWith("jdk.") || frame.startsWith("sun.misc.");
            return (jdk && kinds.of(frame, "").isEmpty())
                    || frame.contains("$$Lambda")
                    || Frames.kind(frame) != Frames.Kind.JAVA;
        }
    }
}
