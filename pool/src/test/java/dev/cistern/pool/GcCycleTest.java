package dev.cistern.pool;

import static dev.cistern.pool.TrimOccasion.EXPLICIT_CYCLE;
import static dev.cistern.pool.TrimOccasion.MAJOR_CYCLE;
import static dev.cistern.pool.TrimOccasion.YOUNG_CYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the JVM's notifications mean, as they were seen on JDK 17 and 25. */
final class GcCycleTest {
    private static @Nullable TrimOccasion of(String collector, String cause) {
        return GcCycle.occasion(collector, "end of GC cycle", cause, 1, false);
    }

    @Test
    void occasion_youngCollectors_neverMajor() {
        for (String young : new String[] {"Copy", "PS Scavenge", "G1 Young Generation", "ZGC Minor Cycles"}) {
            assertThat(of(young, "Allocation Failure")).isEqualTo(YOUNG_CYCLE);
        }
    }

    @Test
    void occasion_oldCollectors_majorUnlessAskedFor() {
        for (String old : new String[] {
            "MarkSweepCompact",
            "PS MarkSweep",
            "G1 Old Generation",
            "ZGC Cycles",
            "ZGC Major Cycles",
            "Shenandoah Cycles"
        }) {
            assertThat(of(old, "Allocation Rate")).isEqualTo(MAJOR_CYCLE);
            assertThat(of(old, "System.gc()")).isEqualTo(EXPLICIT_CYCLE);
            assertThat(of(old, "Heap Dump Initiated GC")).isEqualTo(EXPLICIT_CYCLE);
        }
    }

    @Test
    void occasion_pausesOfAConcurrentCycle_countedOnce() {
        assertThat(of("ZGC Major Pauses", "System.gc()")).isNull();
        assertThat(of("Shenandoah Pauses", "Concurrent GC")).isNull();
        assertThat(GcCycle.occasion("G1 Concurrent GC", "end of concurrent GC pause", "No GC", 1, false))
                .isNull();
        assertThat(GcCycle.occasion("G1 Concurrent GC", "end of concurrent GC pause", "No GC", 2, false))
                .isEqualTo(MAJOR_CYCLE);
    }

    @Test
    void occasion_generationalShenandoah_majorOnlyIfTheOldGenerationGaveBack() {
        assertThat(GcCycle.occasion("Shenandoah Cycles", "end of GC cycle", "Concurrent GC", 7, true))
                .isEqualTo(YOUNG_CYCLE);
        assertThat(GcCycle.occasion("Shenandoah Cycles", "end of GC cycle", "System.gc()", 7, true))
                .isEqualTo(EXPLICIT_CYCLE);
    }
}
