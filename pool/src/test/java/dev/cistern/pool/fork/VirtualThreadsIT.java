package dev.cistern.pool.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The number of threads leaves no trace in a pool. */
@EnabledForJreRange(min = JRE.JAVA_21)
final class VirtualThreadsIT {
    private static String run(String what) {
        return ForkedJvm.ofThisJdk()
                .with("-Xmx768m")
                .onClassPath()
                .run(VirtualThreadsProgram.class, what)
                .assertQuiet()
                .out();
    }

    @Test
    void pool_millionVirtualThreads_withinTheBoundAndFlatAfterwards() {
        assertThat(run("million")).isEqualTo("""
                within the bound true
                accounted for true
                weight within the bound true
                flat
                """);
    }

    @Test
    void pool_twentyThousandParkedInALease_withinTheBoundAndFlatAfterwards() {
        assertThat(run("parked")).isEqualTo("""
                all hold one true
                within the bound true
                accounted for true
                weight within the bound true
                flat
                """);
    }
}
