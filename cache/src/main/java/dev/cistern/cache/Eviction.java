package dev.cistern.cache;

import dev.cistern.cache.internal.eviction.Hybrid;
import dev.cistern.cache.internal.eviction.Lirs;
import dev.cistern.cache.internal.eviction.Lru;
import dev.cistern.cache.internal.eviction.S3Fifo;
import dev.cistern.cache.internal.eviction.Score;
import dev.cistern.cache.internal.eviction.Sieve;
import dev.cistern.cache.internal.eviction.WTinyLfu;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The choice of what leaves a full cache: a name, and how to make the policy for one stripe.
 *
 * <p>{@link #adaptive()} is the default, and what to take unless a simulation of your own requests says otherwise. Its
 * hits cost next to nothing, since most are only counted in the entry. The others see every hit, which costs a buffer and
 * a lock; they are there for comparison, for workloads that one of them suits exactly, and as examples for your own.
 *
 * <p>Immutable; two choices are equal if they have the same name.
 */
public final class Eviction {
    private static final String NAMES =
            "adaptive, lru, lru-k:K, lfu, hybrid, hybrid:W, s3-fifo:SHARE, sieve, lirs," + " w-tinylfu:SHARE";
    private static final Eviction ADAPTIVE = new Eviction("adaptive", null);
    private static final double LIRS_HIR_SHARE = 0.01;
    private static final double LIRS_GHOSTS = 2;
    private static final int MOST_REQUESTS = 8;
    private static final int HYBRID_K = 2;

    private final String name;
    private final @Nullable Supplier<Evictor> maker;

    private Eviction(String name, @Nullable Supplier<Evictor> maker) {
        this.name = name;
        this.maker = maker;
    }

    /** {@return the default: chooses between recency, frequency and admission by evidence, and again when the requests change} */
    public static Eviction adaptive() {
        return ADAPTIVE;
    }

    /** {@return least recently used} */
    public static Eviction lru() {
        return new Eviction("lru", Lru::new);
    }

    /**
     * The entry whose K-th last request is longest ago; scans pass it by.
     *
     * @param k from 1, which is LRU, to 8; usually 2
     * @return the choice
     */
    public static Eviction lruK(int k) {
        requireRequests(k);
        return new Eviction("lru-k:" + k, () -> new Score(k, 1));
    }

    /** {@return least frequently used since it came in, without ageing} */
    public static Eviction lfu() {
        return new Eviction("lfu", () -> new Score(1, 0));
    }

    /**
     * Lowest {@code w · recency + (1 − w) · frequency}, recency being that of LRU-2.
     *
     * @param weight of recency, above 0 and below 1
     * @return the choice
     */
    public static Eviction hybrid(double weight) {
        requireShare("the weight of recency", weight);
        return new Eviction("hybrid:" + weight, () -> new Score(HYBRID_K, weight));
    }

    /** {@return {@link #hybrid(double)} whose weight follows the evidence of sampled shadow caches} */
    public static Eviction hybrid() {
        return new Eviction("hybrid", () -> new Hybrid(HYBRID_K));
    }

    /**
     * S3-FIFO: good where most of what comes is asked for once.
     *
     * @param smallShare the share of the newcomers' queue, above 0 and below 1; usually 0.1
     * @return the choice
     */
    public static Eviction s3Fifo(double smallShare) {
        requireShare("the share of the small queue", smallShare);
        return new Eviction("s3-fifo:" + smallShare, () -> new S3Fifo(smallShare, smallShare < 0.3 ? 2 : 1));
    }

    /** {@return SIEVE: one queue and a hand} */
    public static Eviction sieve() {
        return new Eviction("sieve", Sieve::new);
    }

    /** {@return LIRS with 1 % for newcomers and twice as many ghosts as entries: good at loops} */
    public static Eviction lirs() {
        return new Eviction("lirs", () -> new Lirs(LIRS_HIR_SHARE, LIRS_GHOSTS));
    }

    /**
     * W-TinyLFU with a window that stays as it is: good where frequency tells.
     *
     * @param windowShare the newcomers' share, above 0 and below 1; usually 0.01
     * @return the choice
     */
    public static Eviction wTinyLfu(double windowShare) {
        requireShare("the share of the window", windowShare);
        return new Eviction("w-tinylfu:" + windowShare, () -> new WTinyLfu(windowShare));
    }

    /**
     * A policy of your own.
     *
     * @param name as it stands in reports
     * @param maker makes a new one for each stripe
     * @return the choice
     */
    public static Eviction of(String name, Supplier<Evictor> maker) {
        return new Eviction(Objects.requireNonNull(name, "name"), Objects.requireNonNull(maker, "maker"));
    }

    /**
     * A choice as it is written, for configuration files and command lines.
     *
     * @param text a name as the methods above give it, the value behind the colon optional where one is usual
     * @return the choice
     * @throws IllegalArgumentException if there is no such policy or its value is out of range; the message says what there is
     */
    public static Eviction parse(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split(":", 2);
        String value = words.length > 1 ? words[1] : "";
        boolean bare = value.isEmpty();
        return switch (words[0] + (bare ? "" : ":")) {
            case "adaptive" -> adaptive();
            case "lru" -> lru();
            case "lfu" -> lfu();
            case "sieve" -> sieve();
            case "lirs" -> lirs();
            case "hybrid" -> hybrid();
            case "hybrid:" -> hybrid(number(text, value));
            case "lru-k" -> lruK(2);
            case "lru-k:" -> lruK((int) number(text, value));
            case "s3-fifo" -> s3Fifo(0.1);
            case "s3-fifo:" -> s3Fifo(number(text, value));
            case "w-tinylfu" -> wTinyLfu(0.01);
            case "w-tinylfu:" -> wTinyLfu(number(text, value));
            default ->
                throw new IllegalArgumentException("policy must be one of " + NAMES + ", but was '" + text + "'");
        };
    }

    private static double number(String text, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "policy '" + text + "' must have a number behind its colon, but has '" + value + "'", e);
        }
    }

    private static void requireShare(String what, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(what + " must be above 0 and below 1, but was " + share);
        }
    }

    private static void requireRequests(int k) {
        if (k < 1 || k > MOST_REQUESTS) {
            throw new IllegalArgumentException("k must be from 1 to " + MOST_REQUESTS + ", but was " + k);
        }
    }

    /** {@return the name, which {@link #parse} understands unless the policy is your own} */
    public String name() {
        return name;
    }

    /** {@return a new policy for one stripe; null for {@link #adaptive()}, which knows the cache's entries themselves} */
    public @Nullable Evictor newEvictor() {
        return maker == null ? null : Objects.requireNonNull(maker.get(), () -> "the maker of " + name + " gave null");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Eviction that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
