package dev.cistern.pool;

/**
 * How many objects may wait where, so that the bound of a pool holds by capacity alone.
 *
 * <p>One half of the bound belongs to the objects in use lately (slots of the stripes, overflow stacks), the other to
 * the victims of the last rotation and to the quarantine. Up to a quarter of the bound are slots; the rest of the first
 * half is overflow, since a thread that holds many objects fills only its own stripe.
 *
 * @param stripes number of stripes, a power of two
 * @param depth slots of each stripe
 * @param stacks number of overflow stacks, a power of two or 0
 * @param stackCapacity what one overflow stack holds
 * @param victims what the victim generation holds
 * @param quarantine what is idle in STRICT, half of it waiting before it may be used again
 */
record StripeLayout(int stripes, int depth, int stacks, int stackCapacity, int victims, int quarantine) {
    static final int MAXIMUM_DEPTH = 8;
    private static final int MAXIMUM_STRIPES = 256;
    private static final int MINIMUM_STRIPES = 16;
    private static final int MAXIMUM_QUARANTINE = 64;
    private static final int LEAST_WITH_QUARANTINE = 4;

    static StripeLayout of(int maximumRetained, int cores, Locality locality) {
        int wanted = Math.min(MAXIMUM_STRIPES, Math.max(MINIMUM_STRIPES, ceilingPowerOfTwo(8 * cores)));
        int stripes = locality == Locality.SINGLE ? 1 : wanted;
        int quarter = Math.max(1, maximumRetained / 4);
        while (stripes > quarter) {
            stripes /= 2;
        }
        int depth = Math.min(MAXIMUM_DEPTH, Math.max(1, quarter / stripes));
        int young = maximumRetained - maximumRetained / 2;
        int overflow = young - stripes * depth;
        int stacks = stacks(overflow, cores);
        int quarantine = maximumRetained < LEAST_WITH_QUARANTINE
                ? 0
                : Math.min(MAXIMUM_QUARANTINE, Math.max(1, maximumRetained / 8));
        int victims = maximumRetained / 2 - quarantine;
        return new StripeLayout(stripes, depth, stacks, stacks == 0 ? 0 : overflow / stacks, victims, quarantine);
    }

    private static int stacks(int overflow, int cores) {
        int stacks = 2 * ceilingPowerOfTwo(cores);
        while (stacks > overflow) {
            stacks /= 2;
        }
        return stacks;
    }

    static int ceilingPowerOfTwo(int n) {
        return n <= 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
    }

    int slots() {
        return stripes * depth;
    }

    int capacity() {
        return slots() + stacks * stackCapacity + victims + quarantine;
    }
}
