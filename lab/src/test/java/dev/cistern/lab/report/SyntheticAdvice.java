package dev.cistern.lab.report;

import static dev.cistern.lab.Outcome.FAIL;
import static dev.cistern.lab.Outcome.PASS;
import static dev.cistern.lab.Outcome.UNKNOWN;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Estimate;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.advise.BoundaryFinding;
import dev.cistern.lab.advise.Saving;
import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.probe.ProbeEvidence;
import dev.cistern.lab.probe.ProbeReport;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.TargetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Advice with invented figures, one for each thing a report must be able to show. */
final class SyntheticAdvice {
    private static final double TOTAL = 187e6;
    private static final List<Double> SHAPE = List.of(0.96, 1.03, 1.01, 0.98, 1.05, 0.97);

    private SyntheticAdvice() {}

    /** Two sites that pay, one of them on conditions, and one of each other kind. */
    static Advice usual() {
        return advice(
                Engine.ASYNC_PROFILER,
                false,
                List.of(encode(), message(), node(), order(), session(), undecided()),
                List.of("The first sample of each thread was left out: its weight is known to be wrong."));
    }

    /** A target in which nothing pays. */
    static Advice nothingPays() {
        return advice(Engine.ASYNC_PROFILER, false, List.of(node(), order(), session()), List.of());
    }

    /** Observed by JFR and ended early. */
    static Advice indicativeAndPartial() {
        Advice advice = advice(Engine.JFR, true, List.of(indicative(encode()), node()), List.of());
        return new Advice(
                advice.target(),
                advice.engine(),
                advice.startEpochNanos(),
                23.4,
                advice.calibration(),
                null,
                null,
                advice.windows().subList(0, 2),
                advice.sites(),
                List.of(),
                true,
                ProbeReport.NONE,
                List.of("The profiler could not be loaded: dynamic agents are switched off in the target."));
    }

    /** Names that would act as markup, script or terminal control if a report let them. */
    static Advice hostile() {
        String name = "com.acme.<script>document.title='owned'</script>\"'>&amp;\u2028\u202e\u001b[2J";
        SiteAdvice site = site(
                name,
                name + ".</script><img src=x onerror=document.title='owned'>",
                0.4,
                8192,
                new Estimate(45e-6, 30e-6, 61e-6),
                findings(PASS, PASS, PASS, PASS, UNKNOWN),
                Verdict.PAYS,
                false,
                "javascript:document.title='owned' " + name,
                saving(),
                name,
                "</code></pre><script>document.title='owned'</script>\n" + name);
        return advice(Engine.ASYNC_PROFILER, false, List.of(site), List.of(name));
    }

    /** No site at all. */
    static Advice empty() {
        return advice(Engine.ASYNC_PROFILER, false, List.of(), List.of());
    }

    /** As many sites as a big program has. */
    static Advice many() {
        return advice(
                Engine.ASYNC_PROFILER,
                false,
                Stream.concat(
                                Stream.of(encode()),
                                IntStream.range(0, 120)
                                        .mapToObj(i -> site(
                                                "com.acme.generated.VeryLongClassNameNumber" + i + "$Builder",
                                                "com.acme.generated.RatherLongServiceName" + i + ".buildTheAnswerFor",
                                                0.3 / (i + 2),
                                                48,
                                                new Estimate(0, 0, 0.02),
                                                findings(PASS, PASS, FAIL, PASS, PASS),
                                                Verdict.DOES_NOT_PAY,
                                                false,
                                                "Boundary 3: a new object costs less than a pool hit.",
                                                null,
                                                "leave it alone",
                                                "")))
                        .toList(),
                List.of());
    }

    private static SiteAdvice encode() {
        return site(
                "byte[]",
                "com.acme.shop.wire.Codec.encode",
                0.312,
                8192,
                new Estimate(45e-6, 30e-6, 61e-6),
                findings(PASS, PASS, PASS, PASS, PASS),
                Verdict.PAYS,
                false,
                "Lies inside all five boundaries: 8 KiB cost 360 ns to allocate and 9 ns to reuse.",
                saving(),
                "BufferPool of cistern-pool",
                """
                static final BufferPool BUFFERS = BufferPool.builder().size(8192).build();

                byte[] buffer = BUFFERS.acquire();
                try {
                    encode(order, buffer);
                } finally {
                    BUFFERS.release(buffer);
                }
                """);
    }

    private static SiteAdvice message() {
        SiteAdvice site = site(
                "com.acme.shop.queue.Message",
                "com.acme.shop.queue.Producer.publish",
                0.148,
                1024,
                new Estimate(1.2e-3, 0.9e-3, 1.6e-3),
                findings(PASS, PASS, PASS, PASS, UNKNOWN),
                Verdict.PAYS,
                false,
                "Lies inside the boundaries that sampling can see.",
                saving(),
                "DiscardablePool of cistern-pool",
                "static final Pool<Message> MESSAGES = Pool.builder(Message::new).reset(Message::clear).build();\n");
        return withConditions(site, List.of("Holds if no consumer keeps the message after it released it."));
    }

    private static SiteAdvice node() {
        return site(
                "com.acme.shop.cart.Cart$Node",
                "com.acme.shop.cart.Cart.add",
                0.121,
                24,
                new Estimate(0, 0, 0.012),
                findings(PASS, PASS, FAIL, PASS, UNKNOWN),
                Verdict.DOES_NOT_PAY,
                true,
                "Boundary 3: a new 24-byte object costs 3 ns, a pool hit 5 ns.",
                null,
                "leave it alone",
                "");
    }

    private static SiteAdvice order() {
        return site(
                "com.acme.shop.Order",
                "com.acme.shop.Orders$$Lambda.parse",
                0.084,
                1024,
                null,
                findings(PASS, FAIL, PASS, UNKNOWN, UNKNOWN),
                Verdict.DOES_NOT_PAY,
                false,
                "Boundary 2: the class is a record, so an object cannot be reset.",
                null,
                "leave it alone",
                "");
    }

    private static SiteAdvice session() {
        return site(
                "com.acme.shop.Session",
                "com.acme.shop.Sessions.open",
                0.042,
                1024,
                new Estimate(10, 8.8, Double.POSITIVE_INFINITY),
                findings(FAIL, PASS, PASS, FAIL, FAIL),
                Verdict.DOES_NOT_PAY,
                false,
                "Boundary 1: it lives 10 s, six times the GC interval.",
                null,
                "a cache with an expiry, if anything",
                "");
    }

    private static SiteAdvice undecided() {
        return site(
                "char[]",
                "com.acme.shop.report.TemplateWithAnUnusuallyLongName.renderEverything",
                0.011,
                512,
                new Estimate(0.4e-3, 0, 2.1),
                findings(UNKNOWN, PASS, PASS, UNKNOWN, PASS),
                Verdict.UNDECIDED,
                false,
                "62 samples are too few for a verdict: about 40 s more of recording are needed.",
                null,
                "record for longer",
                "");
    }

    private static Saving saving() {
        return new Saving(
                new Estimate(0.31 * TOTAL, 0.29 * TOTAL, 0.33 * TOTAL),
                new Estimate(4.1e7, 3.2e7, 5.3e7),
                new Estimate(-2.0e6, -4.0e6, 1.0e6),
                2.1e6);
    }

    private static List<BoundaryFinding> findings(Outcome... outcomes) {
        String[] evidence = {
            "31.2 % of the allocated bytes, mean life 45 µs against a GC interval of 1.8 s.",
            "The class has no final or thread-bound fields; an array can be overwritten.",
            "Allocation, zeroing and collection 360 ns (340–381); acquire, reset and release 9 ns (8–10).",
            "Expected reuse above 99.9 %; the bar is 65 %.",
            "equals and hashCode are inherited, and no lock on it was seen; a hand-over cannot be seen by sampling."
        };
        List<BoundaryFinding> findings = new ArrayList<>();
        for (Boundary boundary : Boundary.values()) {
            int i = boundary.id() - 1;
            findings.add(new BoundaryFinding(boundary, outcomes[i], evidence[i]));
        }
        return findings;
    }

    private static SiteAdvice site(
            String className,
            String method,
            double share,
            int size,
            @Nullable Estimate life,
            List<BoundaryFinding> findings,
            Verdict verdict,
            boolean harm,
            String reason,
            @Nullable Saving saving,
            String apply,
            String snippet) {
        double rate = share * TOTAL;
        int dot = method.lastIndexOf('.');
        return new SiteAdvice(
                className,
                method,
                List.of(
                        new Frame(method.substring(0, dot), method.substring(dot + 1), "()V", 42),
                        new Frame("com.acme.shop.http.Handler", "handle", "(Lcom/acme/shop/Request;)V", 118),
                        new Frame("java.lang.Thread", "run", "()V", 0)),
                new Estimate(rate, rate * 0.96, rate * 1.04),
                new Estimate(rate / size, rate * 0.96 / size, rate * 1.04 / size),
                new Estimate(share, share * 0.96, share * 1.04),
                life,
                new Estimate(0.01, 0, 0.03),
                List.of("http-worker-#", "VirtualThread"),
                (int) (share * 61_204),
                SHAPE.stream().map(factor -> factor * rate).toList(),
                findings,
                List.of(),
                verdict,
                harm,
                false,
                reason,
                saving,
                apply,
                snippet);
    }

    private static SiteAdvice withConditions(SiteAdvice site, List<String> conditions) {
        return new SiteAdvice(
                site.className(),
                site.method(),
                site.path(),
                site.bytesPerSecond(),
                site.objectsPerSecond(),
                site.share(),
                site.lifeSeconds(),
                site.survivalShare(),
                site.threads(),
                site.samples(),
                site.windowBytesPerSecond(),
                site.boundaries(),
                conditions,
                site.verdict(),
                site.harm(),
                site.indicative(),
                site.reason(),
                site.saving(),
                site.apply(),
                site.snippet());
    }

    private static SiteAdvice indicative(SiteAdvice site) {
        return new SiteAdvice(
                site.className(),
                site.method(),
                site.path(),
                site.bytesPerSecond(),
                site.objectsPerSecond(),
                site.share(),
                site.lifeSeconds(),
                site.survivalShare(),
                site.threads(),
                site.samples(),
                site.windowBytesPerSecond(),
                site.boundaries(),
                site.conditions(),
                site.verdict(),
                site.harm(),
                true,
                site.reason(),
                site.saving(),
                site.apply(),
                site.snippet());
    }

    private static Advice advice(Engine engine, boolean partial, List<SiteAdvice> sites, List<String> notes) {
        List<Advice.Window> windows = IntStream.range(0, SHAPE.size())
                .mapToObj(i -> new Advice.Window(i * 10.0, 10, SHAPE.get(i) * TOTAL, 5 + i % 2, 10_200))
                .toList();
        return new Advice(
                new TargetFacts(
                        4711,
                        "com.acme.shop.Main",
                        "OpenJDK 64-Bit Server VM 25.0.3",
                        25,
                        "G1",
                        8,
                        List.of("/srv/shop/shop.jar"),
                        "/opt/jdk-25",
                        List.of("-Xmx2g")),
                engine,
                1_795_000_000_123_456_789L,
                60.0,
                new Advice.Calibration(183.2e6, TOTAL, TOTAL / 183.2e6, 61_204, 14),
                new Estimate(1.8, 1.7, 1.9),
                0.041,
                windows,
                sites,
                List.of(new Advice.RecognisedPool(
                        "Netty Recycler", "io.netty.util.Recycler.get", "hits 97 % of the time; leave it as it is.")),
                partial,
                ProbeReport.NONE,
                notes);
    }

    /** Three sites that were probed: one key, one lock, one handed over. */
    static Advice probed() {
        Advice advice = advice(Engine.ASYNC_PROFILER, false, List.of(message(), encode(), node()), List.of());
        Estimate used = new Estimate(37e-6, 35e-6, 40e-6);
        Estimate reclaimed = new Estimate(0.41, 0.39, 0.43);
        Estimate survived = new Estimate(0, 0, 0.006);
        ProbeEvidence handed = new ProbeEvidence(
                576, 547, used, reclaimed, survived, 571, 0, 0, 0, 0, 0, "Writer.take", "Writer.send", "", "", "");
        ProbeEvidence key = new ProbeEvidence(
                580, 552, used, reclaimed, survived, 0, 0, 580, 0, 0, 2, "", "Table.enter", "Table.enter", "", "");
        ProbeEvidence none = new ProbeEvidence(0, 0, null, null, null, 0, 0, 0, 0, 0, 0, "", "", "", "", "");
        List<SiteAdvice> sites = advice.sites();
        Map<ProbeReport.SiteKey, ProbeEvidence> evidence =
                Map.of(key(sites.get(0)), handed, key(sites.get(1)), key, key(sites.get(2)), none);
        ProbeReport probe = new ProbeReport(evidence, new ProbeReport.Cost(10, 15, 1.5, 0.008), List.of());
        return new Advice(
                advice.target(),
                advice.engine(),
                advice.startEpochNanos(),
                advice.seconds(),
                advice.calibration(),
                advice.gcIntervalSeconds(),
                advice.gcCpuShare(),
                advice.windows(),
                sites,
                advice.recognised(),
                advice.partial(),
                probe,
                advice.notes());
    }

    private static ProbeReport.SiteKey key(SiteAdvice site) {
        return new ProbeReport.SiteKey(site.className(), site.path());
    }
}
