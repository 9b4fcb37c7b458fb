package dev.cistern.lab.advise;

import dev.cistern.lab.recording.ClassLiveBytes;
import dev.cistern.lab.recording.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the pools and caches that the target already has, and judges them by what is still allocated inside: a pool that
 * is hit allocates nothing.
 */
final class KnownPools {
    private static final LibraryTable TABLE = LibraryTable.read("pools-and-caches.properties");
    private static final String THREAD_LOCAL = "java.lang.ThreadLocal";
    private static final String FIRST_GET = "setInitialValue";

    private final Map<Site, Rates> rates;
    private final double allBytesPerSecond;

    KnownPools(Map<Site, Rates> rates, double allBytesPerSecond) {
        this.rates = rates;
        this.allBytesPerSecond = allBytesPerSecond;
    }

    /** @param heap the heap by class, at one or several moments, of which the last counts */
    List<Advice.RecognisedPool> in(List<ClassLiveBytes> heap) {
        long last = heap.stream().mapToLong(ClassLiveBytes::epochNanos).max().orElse(0);
        Map<LibraryTable.Row, ClassLiveBytes> found = new LinkedHashMap<>();
        for (ClassLiveBytes type : heap) {
            if (type.epochNanos() == last) {
                TABLE.of(type.className())
                        .ifPresent(row -> found.merge(row, type, (a, b) -> a.bytes() >= b.bytes() ? a : b));
            }
        }
        List<Advice.RecognisedPool> recognised = new ArrayList<>();
        found.forEach((row, type) ->
                recognised.add(new Advice.RecognisedPool(row.library(), type.className(), judgement(row))));
        threadLocals(recognised);
        return List.copyOf(recognised);
    }

    private String judgement(LibraryTable.Row row) {
        double share = share(frame -> frame.className().startsWith(row.prefix()));
        String allocates = Figures.percent(share) + " of all bytes are allocated in it";
        if (row.word().equals("cache")) {
            return share < BoundaryJudge.NOTEWORTHY_SHARE
                    ? allocates + ": its loads and its bookkeeping cost next to no allocation."
                    : allocates + ", by its loads and entries: see whether another size would load less.";
        }
        return share < BoundaryJudge.NOTEWORTHY_SHARE
                ? allocates + ": it is hit, or hardly used. Leave it as it is."
                : allocates + ": it misses often. See its bound, and whether it pools on the threads that use it.";
    }

    /** A buffer kept by thread is made once a thread: where that shows among the sites, threads come and go too fast. */
    private void threadLocals(List<Advice.RecognisedPool> recognised) {
        double share = share(KnownPools::makesThreadLocal);
        if (share >= BoundaryJudge.NOTEWORTHY_SHARE) {
            recognised.add(new Advice.RecognisedPool(
                    "ThreadLocal",
                    THREAD_LOCAL,
                    Figures.percent(share) + " of all bytes are first values of thread-locals: threads end before they"
                            + " use them again, as virtual threads do. A pool that is not bound to threads would be"
                            + " hit."));
        }
    }

    private static boolean makesThreadLocal(Frame frame) {
        return frame.className().equals(THREAD_LOCAL) && frame.methodName().equals(FIRST_GET);
    }

    private double share(Predicate<Frame> within) {
        double bytes = 0;
        for (Map.Entry<Site, Rates> site : rates.entrySet()) {
            if (site.getKey().path().stream().anyMatch(within)) {
                bytes += site.getValue().bytesPerSecond();
            }
        }
        return allBytesPerSecond > 0 ? bytes / allBytesPerSecond : 0;
    }
}
