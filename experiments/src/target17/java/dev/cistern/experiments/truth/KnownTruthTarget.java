package dev.cistern.experiments.truth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program whose allocation sites, rates and lives are known, to hold the instruments to account.
 *
 * <p>{@code java -cp … dev.cistern.experiments.truth.KnownTruthTarget [--threads platform|shared|virtual]
 * [--saturated|--pace N|--identity] [--seconds N]}. With {@code shared} one platform thread drives all sites by turns, else each site has its own;
 * with {@code --saturated} one thread works as fast as it can instead, with {@code --pace} it serves so many requests a second; with {@code --identity} there are sites whose
 * objects are handed over, locked and used as keys where only a probe can see it. It
 * prints {@code ready} once its code is compiled, then answers each line on standard input with one line of JSON: what
 * it has allocated so far at each site. It ends when standard input does, or after the given seconds with a last line
 * of JSON; then it does not read standard input.
 */
public final class KnownTruthTarget {
    private static final long WARM_UP_SECONDS = 4;

    private final List<Pacer> pacers;
    private final List<Long> objectBytes;

    private KnownTruthTarget(ThreadFactory threads, boolean shared, List<Site> sites) {
        objectBytes =
                sites.stream().map(site -> ObjectSize.of(site::specimen)).collect(Collectors.toUnmodifiableList());
        long start = System.nanoTime();
        pacers = sites.stream().map(site -> new Pacer(site, start)).collect(Collectors.toUnmodifiableList());
        if (shared) {
            threads.newThread(() -> Pacer.run(pacers)).start();
        } else {
            pacers.forEach(pacer -> threads.newThread(pacer).start());
        }
    }

    /** Runs the target; see the class comment for its arguments. */
    public static void main(String[] arguments) throws Exception {
        String kind = "platform";
        long seconds = 0;
        int requests = 0;
        boolean identity = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--threads") && i + 1 < arguments.length) {
                kind = arguments[++i];
            } else if (arguments[i].equals("--seconds") && i + 1 < arguments.length) {
                seconds = Long.parseLong(arguments[++i]);
            } else if (arguments[i].equals("--saturated")) {
                requests = Site.UNPACED;
            } else if (arguments[i].equals("--pace") && i + 1 < arguments.length) {
                requests = Integer.parseInt(arguments[++i]);
            } else if (arguments[i].equals("--identity")) {
                identity = true;
            } else {
                fail(
                        "expected --threads platform|shared|virtual, --saturated, --pace N, --identity or --seconds N, but was "
                                + arguments[i]);
            }
        }
        ThreadFactory threads = threads(kind);
        List<Site> sites =
                requests > 0 ? List.of(new RequestSite(requests)) : identity ? ofIdentity(threads) : sites(threads);
        KnownTruthTarget target = new KnownTruthTarget(threads, kind.equals("shared"), sites);
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        System.out.println("ready");
        if (seconds > 0) {
            TimeUnit.SECONDS.sleep(seconds);
            System.out.println(target.truth());
        } else {
            target.answer();
        }
        System.exit(0);
    }

    private static List<Site> sites(ThreadFactory threads) {
        return List.of(
                new ScratchSite(),
                new DelaySite(),
                new NodeSite(),
                new SessionSite(),
                new MessageSite(threads),
                new QuoteSite(),
                new PointSite(),
                new ReadingSite());
    }

    private static List<Site> ofIdentity(ThreadFactory threads) {
        return List.of(new ScratchSite(), new MessageSite(threads), new TicketSite(), new TokenSite());
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(3);
    }

    private static ThreadFactory threads(String kind) {
        if (kind.equals("virtual")) {
            return virtualThreads();
        }
        return work -> {
            Thread thread = new Thread(work, "truth");
            thread.setDaemon(true);
            return thread;
        };
    }

    // By reflection, since this class must load on JDK 17, which has no virtual threads.
    private static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (NoSuchMethodException | ClassNotFoundException e) {
            throw new IllegalStateException(
                    "--threads virtual needs JDK 21 or newer, but this is " + Runtime.version(), e);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("could not make virtual threads", e);
        }
    }

    private void answer() throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (@Nullable String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(truth());
        }
    }

    private String truth() {
        // First everything is read, then it is written: writing takes long enough to show in a rate.
        long now = System.nanoTime();
        long allocatedBytes = ObjectSize.allocatedByProgram();
        long[] objects = pacers.stream().mapToLong(Pacer::allocated).toArray();
        StringBuilder sites = new StringBuilder();
        for (int i = 0; i < objects.length; i++) {
            sites.append(i == 0 ? "" : ",").append(json(pacers.get(i).site(), objectBytes.get(i), objects[i]));
        }
        return String.format(
                Locale.ROOT, "{\"elapsedNanos\":%d,\"allocatedBytes\":%d,\"sites\":[%s]}", now, allocatedBytes, sites);
    }

    private static String json(Site site, long bytes, long objects) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"className\":\"%s\",\"method\":\"%s.%s\",\"scalarReplaced\":%b,"
                        + "\"objectBytes\":%d,\"objects\":%d,\"lifeSeconds\":%.6f}",
                site.name(),
                site.className(),
                site.getClass().getName(),
                site.method(),
                site.scalarReplaced(),
                bytes,
                objects,
                site.lifeSeconds());
    }
}
