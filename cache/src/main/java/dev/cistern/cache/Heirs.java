package dev.cistern.cache;

/**
 * New stripes in the place of others, with all that these had: nodes in the order in which the policies would give them up, times
 * of expiry, claims and counts.
 *
 * <p>Needs the locks of all stripes that are replaced, for as long as it is used.
 */
final class Heirs {
    private final Stripe[] before;

    /** Heirs of all stripes of a table. */
    Heirs(NodeTable table, Stripe[] before) {
        this.before = before;
        for (Stripe stripe : before) {
            // Else the heirs would not know how far the move to a larger table is.
            table.help(stripe, before.length, Integer.MAX_VALUE);
        }
    }

    /** Makes the stripe of an index among so many. */
    @FunctionalInterface
    interface Maker {
        Stripe stripe(int index, int of);
    }

    /** {@return one new stripe, which takes over all} */
    Stripe[] merged(Stripe one) {
        for (Stripe stripe : before) {
            inherit(one, stripe);
        }
        return new Stripe[] {one};
    }

    /** {@return as many new stripes, each of which takes over one} */
    Stripe[] each(Maker maker) {
        Stripe[] heirs = new Stripe[before.length];
        for (int i = 0; i < heirs.length; i++) {
            heirs[i] = maker.stripe(i, heirs.length);
            inherit(heirs[i], before[i]);
        }
        return heirs;
    }

    private static void inherit(Stripe heir, Stripe stripe) {
        stripe.feed.drain(stripe.policy);
        heir.policy.inherit(stripe.policy);
        ExpiryWheel wheel = heir.wheel;
        if (wheel != null) {
            stripe.policy.forEach(node -> wheel.schedule((TimedNode) node));
        }
        heir.adopt(stripe);
        heir.changeSize(stripe.size());
        heir.evictions += stripe.evictions;
        heir.evictedWeight += stripe.evictedWeight;
        heir.expirations += stripe.expirations;
        heir.expiredWeight += stripe.expiredWeight;
    }
}
