package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.ClassLiveBytes;
import dev.cistern.lab.recording.Collection;
import dev.cistern.lab.recording.Recording;
import dev.cistern.lab.recording.Session;
import dev.cistern.lab.statistics.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heap by class, as a bound on how long the objects of a class can live on average.
 *
 * <p>Algorithm: Little's law, live ÷ rate. The heap was looked at without a collection, so what was allocated since the
 * last one is counted as live; it is subtracted, with a tenth of it as uncertainty. A class whose live size grows during
 * the recording at a good part of the site's rate has no finite bound.
 */
final class ClassLives {
    private static final double GARBAGE_MARGIN = 0.1;
    private static final double GROWTH = 0.2;
    private static final double MODEL_MARGIN = 0.2;
    /** Sites of one class whose sizes differ by less than this count as one size. */
    private static final double SAME_SIZE = 0.05;

    private static final double NOTEWORTHY = 0.01;

    /**
     * All sites of one class together.
     *
     * @param bytesPerSecond what they allocate
     * @param survivorBytes the weight of their survivors, for the share of one site among them
     * @param severalSizes whether two noteworthy ones differ in size
     * @param sites how many are noteworthy
     */
    private record ClassTotal(double bytesPerSecond, double survivorBytes, boolean severalSizes, int sites) {}

    private final Map<String, List<ClassLiveBytes>> heap = new HashMap<>();
    private final Map<String, ClassTotal> totals = new HashMap<>();
    private final Map<Site, Double> survivorBytes = new HashMap<>();
    private final GcActivity gc;
    private final long startEpochNanos;

    ClassLives(Recording recording, Map<Site, Rates> sites, GcActivity gc) {
        this.gc = gc;
        startEpochNanos = recording.startEpochNanos();
        for (ClassLiveBytes look : recording.classes()) {
            heap.computeIfAbsent(ReadableNames.ofClass(look.className()), k -> new ArrayList<>())
                    .add(look);
        }
        heap.values().forEach(list -> list.sort(Comparator.comparingLong(ClassLiveBytes::epochNanos)));
        Map<String, Map<Site, Rates>> byClass = new HashMap<>();
        sites.forEach((site, rates) -> {
            survivorBytes.put(site, survivorBytes(site, recording.sessions()));
            byClass.computeIfAbsent(site.className(), k -> new HashMap<>()).put(site, rates);
        });
        byClass.forEach((name, members) -> totals.put(name, total(members)));
    }

    private ClassTotal total(Map<Site, Rates> members) {
        double rate =
                members.values().stream().mapToDouble(Rates::bytesPerSecond).sum();
        double survivors = members.keySet().stream()
                .mapToDouble(site -> survivorBytes.getOrDefault(site, 0.0))
                .sum();
        double[] sizes = members.values().stream()
                .filter(rates -> rates.bytesPerSecond() >= NOTEWORTHY * rate)
                .mapToDouble(rates -> rates.objectBytes().value())
                .sorted()
                .toArray();
        boolean several = sizes.length > 1 && sizes[sizes.length - 1] > sizes[0] * (1 + SAME_SIZE);
        return new ClassTotal(rate, survivors, several, sizes.length);
    }

    private static double survivorBytes(Site site, List<Session> sessions) {
        double bytes = 0;
        for (Site.Kept kept : site.survivors()) {
            long size = kept.survivor().sizeBytes();
            double chance =
                    Rates.samplingChance(size, sessions.get(kept.session()).intervalBytes());
            bytes += chance > 0 ? size / chance : size;
        }
        return bytes;
    }

    /**
     * The life span of a site whose objects outlive a session: its part of the class's live bytes over its rate.
     *
     * @return an estimate whose low end is 0 and whose high end gives the site all live bytes of the class; null where
     *     the heap was not looked at
     */
    @Nullable
    Estimate littlesLaw(Site site, Rates rates, double alpha) {
        Live live = live(site.className(), rates.bytesPerSecond());
        ClassTotal total = totals.get(site.className());
        if (live == null || total == null || rates.bytesPerSecond() <= 0) {
            return null;
        }
        double share = total.survivorBytes() > 0
                ? survivorBytes.getOrDefault(site, 0.0) / total.survivorBytes()
                : rates.bytesPerSecond() / total.bytesPerSecond();
        double value = share * live.value() / rates.bytesPerSecond();
        double low = rates.bytes().at(alpha).low();
        double high = live.grows() || low <= 0 ? Double.POSITIVE_INFINITY : live.high() / low;
        return new Estimate(value, 0, Math.max(value, high));
    }

    /** {@return what the heap by class alone tells of a site's life span} */
    LifeSpan lifeSpan(Site site, Rates rates) {
        Live live = live(site.className(), rates.bytesPerSecond());
        ClassTotal total = totals.get(site.className());
        if (live == null || total == null || rates.bytesPerSecond() <= 0) {
            return LifeSpan.unknown("the heap was not looked at by class");
        }
        boolean alone = total.sites() == 1 && !site.className().endsWith("]") && !Attribution.isJdk(site.className());
        Measured seconds = alpha -> {
            Estimate bytes = rates.bytes().at(alpha);
            double value = live.value() / total.bytesPerSecond();
            double low = alone && !live.grows() ? live.low() / bytes.high() * (1 - MODEL_MARGIN) : 0;
            double high = live.grows() || bytes.low() <= 0 ? Double.POSITIVE_INFINITY : live.high() / bytes.low();
            return new Estimate(value, Math.min(low, value), Math.max(value, high));
        };
        String basis = "live bytes of the class over the rate of its "
                + (total.sites() == 1 ? "one site" : total.sites() + " sites");
        return new LifeSpan(seconds, null, basis, total.severalSizes());
    }

    /**
     * The live bytes of a class.
     *
     * @param grows whether they grow too fast for a steady state
     */
    private record Live(double low, double value, double high, boolean grows) {}

    private @Nullable Live live(String className, double siteRate) {
        List<ClassLiveBytes> looks = heap.get(className);
        ClassTotal total = totals.get(className);
        if (looks == null || total == null) {
            return null;
        }
        double low = 0;
        double value = 0;
        double high = 0;
        for (ClassLiveBytes look : looks) {
            double garbage =
                    Math.min((double) look.bytes(), total.bytesPerSecond() * secondsSinceCollection(look.epochNanos()));
            low += Math.max(0, look.bytes() - garbage * (1 + GARBAGE_MARGIN));
            value += look.bytes() - garbage;
            high += look.bytes() - garbage * (1 - GARBAGE_MARGIN);
        }
        int n = looks.size();
        return new Live(low / n, value / n, high / n, grows(looks, siteRate));
    }

    private boolean grows(List<ClassLiveBytes> looks, double siteRate) {
        ClassLiveBytes first = looks.getFirst();
        ClassLiveBytes last = looks.getLast();
        double seconds = (last.epochNanos() - first.epochNanos()) / 1e9;
        double garbageChange =
                siteRate * (secondsSinceCollection(last.epochNanos()) - secondsSinceCollection(first.epochNanos()));
        return seconds > 1 && (last.bytes() - first.bytes() - garbageChange) / seconds > GROWTH * siteRate;
    }

    /** Since the start of the recording where no collection was seen before: garbage is at least that old. */
    private double secondsSinceCollection(long epochNanos) {
        Collection before = gc.lastWithin(Long.MIN_VALUE, epochNanos);
        return (epochNanos - (before == null ? startEpochNanos : before.startEpochNanos())) / 1e9;
    }
}
