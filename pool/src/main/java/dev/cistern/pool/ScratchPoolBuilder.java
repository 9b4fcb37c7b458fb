package dev.cistern.pool;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ScratchPool}; every setting has a default that suits most pools.
 *
 * <p>Not thread-safe. A builder may build several pools.
 *
 * @param <T> the type of the pooled objects
 */
public final class ScratchPoolBuilder<T> {
    static final String ENABLED_PROPERTY = "dev.cistern.pool.enabled";
    static final int LARGEST_BOUND = 1 << 20;
    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final PoolPolicy<T> policy;
    private @Nullable String name;
    private int maximumRetained = 1_024;
    private long maximumRetainedWeight = Long.MAX_VALUE;
    private long maximumObjectWeight = PoolConfig.CALIBRATED;
    private int majorCycles = 2;
    private Duration idle = Duration.ofSeconds(60);
    private Locality locality = Locality.AUTO;
    private boolean autoBypass;
    private @Nullable SafetyLevel safety;
    private @Nullable MisuseListener listener;
    private int leakSampling = 128;
    private boolean confined;
    private Duration longLease = Duration.ofSeconds(10);
    private Set<String> keptFields = Set.of();
    private OptionalLong chaosSeed = OptionalLong.empty();

    ScratchPoolBuilder(PoolPolicy<T> policy) {
        this.policy = Objects.requireNonNull(policy, "policy must not be null: it makes and resets the objects");
    }

    /**
     * Sets the name that reports, events and errors use.
     *
     * @param value the name, not blank; by default {@code pool-1} and so on
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public ScratchPoolBuilder<T> name(String value) {
        if (Objects.requireNonNull(value, "name must not be null; leave it out for pool-1 and so on")
                .isBlank()) {
            throw new IllegalArgumentException("name must not be blank; reports and events tell pools apart by it");
        }
        name = value;
        return this;
    }

    /**
     * Bounds the number of idle objects. About half of the bound holds what was used lately, the other half what
     * the last rotation left for a second chance.
     *
     * @param value the most objects that may be idle, from 1 to 1,048,576; 1,024 by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public ScratchPoolBuilder<T> maximumRetained(int value) {
        maximumRetained = (int) inRange("maximumRetained", value, 1, LARGEST_BOUND);
        return this;
    }

    /**
     * Bounds the weight of all idle objects together, in the unit of {@link PoolPolicy#weigh}.
     *
     * @param value the largest weight of all idle objects, at least 1; unbounded by default
     * @return this builder
     * @throws IllegalArgumentException if the value is less than 1
     */
    public ScratchPoolBuilder<T> maximumRetainedWeight(long value) {
        maximumRetainedWeight = inRange("maximumRetainedWeight", value, 1, Long.MAX_VALUE);
        return this;
    }

    /**
     * Bounds the weight of one idle object; heavier ones are dropped at their release. With a bound on the weight of all
     * objects this lowers their number, so that both bounds always hold: at most
     * {@code maximumRetainedWeight ÷ maximumObjectWeight} objects.
     *
     * <p>By default the bound is calibrated while running: what 95 % of the released objects weigh, but at most
     * {@code maximumRetainedWeight ÷ maximumRetained}.
     *
     * @param value the largest weight of one object, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the value is less than 1
     */
    public ScratchPoolBuilder<T> maximumObjectWeight(long value) {
        maximumObjectWeight = inRange("maximumObjectWeight", value, 1, Long.MAX_VALUE);
        return this;
    }

    /**
     * Sets when an idle object is given up.
     *
     * @param cycles after so many major garbage collections without use, from 1 to 64; 2 by default
     * @param idleTime when the pool was not used for so long, from 1 second to 1 day; 60 seconds by default
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public ScratchPoolBuilder<T> retention(int cycles, Duration idleTime) {
        majorCycles = (int) inRange("retention cycles", cycles, 1, 64);
        inRange("retention idle", idleTime, Duration.ofSeconds(1));
        idle = idleTime;
        return this;
    }

    /**
     * Sets how threads are kept out of each other's way.
     *
     * @param value the locality; {@link Locality#AUTO} by default
     * @return this builder
     */
    public ScratchPoolBuilder<T> locality(Locality value) {
        locality = Objects.requireNonNull(value, "locality must not be null");
        return this;
    }

    /**
     * Lets the pool step aside while its own verdict is that it does harm: for five minutes every acquire creates, then
     * it is tried again.
     *
     * @param value whether to; false by default
     * @return this builder
     */
    public ScratchPoolBuilder<T> autoBypass(boolean value) {
        autoBypass = value;
        return this;
    }

    /**
     * Sets how closely users are watched.
     *
     * @param value the level; by default that of the system property {@code dev.cistern.pool.safety}, else
     *     {@link SafetyLevel#BASIC}
     * @return this builder
     */
    public ScratchPoolBuilder<T> safety(SafetyLevel value) {
        safety = Objects.requireNonNull(value, "safety must not be null");
        return this;
    }

    /**
     * Sets who is told of misuses.
     *
     * @param value the listener; by default they are logged as warnings
     * @return this builder
     */
    public ScratchPoolBuilder<T> misuseListener(MisuseListener value) {
        listener = Objects.requireNonNull(value, "misuseListener must not be null");
        return this;
    }

    /**
     * Sets how many acquires {@link SafetyLevel#SAMPLED} follows.
     *
     * @param oneIn one in so many, from 1 to 1,048,576; 128 by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public ScratchPoolBuilder<T> leakSampling(int oneIn) {
        leakSampling = (int) inRange("leakSampling", oneIn, 1, LARGEST_BOUND);
        return this;
    }

    /**
     * Declares that an object is released by the thread that acquired it; {@link SafetyLevel#STRICT} reports others.
     *
     * @param value whether it is; false by default
     * @return this builder
     */
    public ScratchPoolBuilder<T> confined(boolean value) {
        confined = value;
        return this;
    }

    /**
     * Sets from when on {@link SafetyLevel#STRICT} reports a lease as too long.
     *
     * @param value the limit, from 1 millisecond to 1 day; 10 seconds by default
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public ScratchPoolBuilder<T> longLease(Duration value) {
        inRange("longLease", value, Duration.ofMillis(1));
        longLease = value;
        return this;
    }

    /**
     * Names fields that survive a reset on purpose, such as a grown array; {@link SafetyLevel#STRICT} overlooks them.
     *
     * @param fields the names of the fields; none by default
     * @return this builder
     */
    public ScratchPoolBuilder<T> keptFields(String... fields) {
        for (String field : fields) {
            Objects.requireNonNull(
                    field, "keptFields must not contain null; name the fields as the class declares them");
        }
        keptFields = Set.copyOf(Arrays.asList(fields));
        return this;
    }

    /**
     * Turns chaos mode on, for tests: one release in four drops the object, acquires take from random stripes, the pool
     * rotates now and then.
     *
     * @param seed of the dice
     * @return this builder
     */
    public ScratchPoolBuilder<T> chaos(long seed) {
        chaosSeed = OptionalLong.of(seed);
        return this;
    }

    /**
     * {@return a new pool}
     *
     * @throws IllegalArgumentException if {@code maximumObjectWeight} exceeds {@code maximumRetainedWeight}, or a system
     *     property of this library has a value that it must not have
     */
    public ScratchPool<T> build() {
        if (maximumObjectWeight > maximumRetainedWeight) {
            throw new IllegalArgumentException(
                    "maximumObjectWeight must be at most maximumRetainedWeight, which is " + maximumRetainedWeight
                            + ", but was " + maximumObjectWeight + "; such an object could never be kept");
        }
        PoolConfig config = config();
        return isEnabled()
                ? StripedPool.of(policy, config, Runtime.getRuntime().availableProcessors())
                : UnpooledPool.of(policy, config);
    }

    private static boolean isEnabled() {
        String value = System.getProperty(ENABLED_PROPERTY, "true").trim();
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "system property " + ENABLED_PROPERTY + " must be true or false, but was '" + value + "'");
        };
    }

    private PoolConfig config() {
        return new PoolConfig(
                name == null ? "pool-" + UNNAMED.incrementAndGet() : name,
                maximumRetained,
                maximumRetainedWeight,
                maximumObjectWeight,
                new PoolConfig.Retention(majorCycles, idle),
                locality,
                autoBypass,
                new PoolConfig.SafetyConfig(
                        safety,
                        listener,
                        leakSampling,
                        confined,
                        longLease,
                        keptFields,
                        chaosSeed.isPresent() ? chaosSeed : Chaos.seedOfProperty()));
    }

    private static void inRange(String setting, Duration value, Duration least) {
        Objects.requireNonNull(value, setting + " must not be null");
        Duration most = Duration.ofDays(1);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(setting + " must be in [" + least + ", " + most + "], but was " + value);
        }
    }

    private static long inRange(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " must be in [" + least + ", " + most + "], but was " + value);
        }
        return value;
    }
}
