package dev.cistern.pool;

import java.util.Locale;

/**
 * How closely a pool watches its users, from nothing to everything.
 *
 * <p>The level of all pools is set by the system property {@code dev.cistern.pool.safety}, that of one pool by its
 * builder, and at run time by {@link ScratchPool#safety(SafetyLevel)}.
 */
public enum SafetyLevel {
    /** Watches nothing. */
    OFF,

    /** Reports a lease that is closed twice; costs nothing. The default. */
    BASIC,

    /** In addition follows one acquire in some hundreds, with its stack, and reports if its release is forgotten. */
    SAMPLED,

    /**
     * Follows every object: double release, release of an object that is not the pool's, use after release, fields that
     * {@code reset} forgot, leases that last too long, releases that never come, and in a confined pool releases by
     * another thread. Costs microseconds an acquire; for tests and for the hunt.
     */
    STRICT;

    static final String PROPERTY = "dev.cistern.pool.safety";

    static SafetyLevel ofProperty() {
        String value = System.getProperty(PROPERTY, BASIC.name());
        try {
            return valueOf(value.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "system property " + PROPERTY + " must be OFF, BASIC, SAMPLED or STRICT, but was '" + value + "'",
                    e);
        }
    }
}
