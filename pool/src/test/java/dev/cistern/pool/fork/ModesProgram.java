package dev.cistern.pool.fork;

import dev.cistern.pool.Lease;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import dev.cistern.pool.TrimLevel;

/** Uses everything a pool has, as it should be used. */
final class ModesProgram {
    private ModesProgram() {}

    public static void main(String[] arguments) {
        ScratchPool<StringBuilder> pool = ScratchPool.builder(PoolPolicy.of(StringBuilder::new, text -> {
                    text.setLength(0);
                    return true;
                }))
                .autoBypass(true)
                .build();
        for (int i = 0; i < 20_000; i++) {
            try (Lease<StringBuilder> lease = pool.lease()) {
                lease.get().append(i);
            }
            if (i % 5_000 == 0) {
                System.gc();
                pool.trim(TrimLevel.HALF);
            }
        }
        pool.verdict();
        String modules = ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? "all" : "few";
        String named = ScratchPool.class.getModule().isNamed() ? "named" : "unnamed";
        System.out.println(modules + " " + named + " " + pool.stats().acquires());
        pool.close();
    }
}
