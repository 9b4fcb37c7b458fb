package dev.cistern.pool;

/** What a policy says of itself by the methods it overrides. */
final class PolicyTraits {
    private PolicyTraits() {}

    static boolean overridesWeigh(PoolPolicy<?> policy) {
        return overrides(policy, "weigh");
    }

    static boolean overridesDestroy(PoolPolicy<?> policy) {
        return overrides(policy, "destroy");
    }

    private static boolean overrides(PoolPolicy<?> policy, String method) {
        try {
            // The erased method: an override with a narrower parameter has a bridge of this signature.
            return policy.getClass().getMethod(method, Object.class).getDeclaringClass() != PoolPolicy.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("PoolPolicy has no method " + method + ", though every policy implements it", e);
        }
    }
}
