package dev.cistern.pool.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.pool.SafetyLevel;
import dev.cistern.pool.SafetyScope;
import dev.cistern.pool.TrimLevel;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What each misuse is reported as, to the letter. The guide quotes these texts. */
final class MisuseReportTest {
    private final Reports reports = new Reports();
    private final OrderPages program = new OrderPages(reports, SafetyLevel.STRICT);

    /** What is reported, and what the guide quotes. */
    private void assertReported(String message) {
        assertThat(reports.only()).isEqualTo(message);
        assertThat(Path.of("../docs/guide/pools.md")).content().contains(message);
    }

    @Test
    void doubleRelease_strict_namesBothReleases() {
        program.releaseTwice();
        assertReported("""
                pool 'buffers': byte[64]@1b2c3d released twice (thread main)
                  acquired at
                    dev.cistern.pool.usage.OrderPages.releaseTwice(OrderPages.java:31)
                  first released at
                    dev.cistern.pool.usage.OrderPages.releaseTwice(OrderPages.java:31)
                  found at
                    dev.cistern.pool.usage.OrderPages.releaseTwice(OrderPages.java:31)
                  remedy: release each acquired object once; a lease in a try block does just that
                """);
        assertThat(reports.received.get(0).site()).contains("OrderPages.releaseTwice(OrderPages.java:");
    }

    @Test
    void leaseClosedTwice_basic_namesThePlace() {
        new OrderPages(reports, SafetyLevel.BASIC).closeTwice();
        assertReported("""
                pool 'buffers': dev.cistern.pool.Lease@1b2c3d released twice (thread main)
                  found at
                    dev.cistern.pool.usage.OrderPages.closeTwice(OrderPages.java:31)
                  remedy: release each acquired object once; a lease in a try block does just that
                """);
    }

    @Test
    void leaseClosedTwice_off_silentAndReleasedOnce() {
        OrderPages unwatched = new OrderPages(reports, SafetyLevel.OFF);
        unwatched.closeTwice();
        assertThat(reports.received).isEmpty();
        assertThat(unwatched.buffers.stats().retained()).isEqualTo(1);
    }

    @Test
    void foreignRelease_strict_reportedAndNotKept() {
        program.releaseWhatIsNotPooled();
        assertReported("""
                pool 'buffers': byte[64]@1b2c3d released although it was not acquired here (thread main)
                  found at
                    dev.cistern.pool.usage.OrderPages.releaseWhatIsNotPooled(OrderPages.java:31)
                  remedy: release only what acquire of the same pool returned
                """);
        assertThat(program.buffers.stats().retained()).isZero();
    }

    @Test
    void writeAfterRelease_strict_foundWithBothPlaces() {
        try (SafetyScope scope = SafetyScope.open(SafetyLevel.OFF, reports)) {
            program.writeAfterRelease();
            scope.inspect();
            scope.inspect();
        }
        assertReported("""
                pool 'buffers': byte[64]@1b2c3d changed after its release: its element 7 was written
                  acquired at
                    dev.cistern.pool.usage.OrderPages.writeAfterRelease(OrderPages.java:31)
                  released at
                    dev.cistern.pool.usage.OrderPages.writeAfterRelease(OrderPages.java:31)
                  remedy: let no reference to the object live longer than the lease; publish a copy
                """);
    }

    @Test
    void fieldSetAfterRelease_strict_namesTheField() {
        program.setFieldAfterRelease();
        program.pages.trim(TrimLevel.ALL);
        assertThat(reports.only()).startsWith("""
                pool 'pages': dev.cistern.pool.usage.OrderPages$Page@1b2c3d changed after its release: rows should be 0 \
                but is 3
                  acquired at
                    dev.cistern.pool.usage.OrderPages.setFieldAfterRelease(OrderPages.java:31)
                  released at
                    dev.cistern.pool.usage.OrderPages.setFieldAfterRelease(OrderPages.java:31)
                """);
    }

    @Test
    void resetForgetsFields_strict_namesTheFieldAndTheReference() {
        program.leaveFieldsDirty();
        assertReported("""
                pool 'pages': dev.cistern.pool.usage.OrderPages$Page@1b2c3d not brought back to its initial state by reset: \
                width should be 0 but is 80; session should be null but is a reference to \
                dev.cistern.pool.usage.OrderPages$Session@1b2c3d (thread main)
                  acquired at
                    dev.cistern.pool.usage.OrderPages.leaveFieldsDirty(OrderPages.java:31)
                  released at
                    dev.cistern.pool.usage.OrderPages.leaveFieldsDirty(OrderPages.java:31)
                  found at
                    dev.cistern.pool.usage.OrderPages.leaveFieldsDirty(OrderPages.java:31)
                  remedy: set the field in reset, or declare it kept
                """);
    }

    @Test
    void otherThread_confinedPool_namesBoth() throws InterruptedException {
        byte[] buffer = program.take();
        Thread worker = new Thread(() -> program.giveBack(buffer), "worker");
        worker.start();
        worker.join();
        assertReported("""
                pool 'buffers': byte[64]@1b2c3d released by another thread: acquired by thread main (thread worker)
                  acquired at
                    dev.cistern.pool.usage.OrderPages.take(OrderPages.java:31)
                  released at
                    dev.cistern.pool.usage.OrderPages.giveBack(OrderPages.java:31)
                  found at
                    dev.cistern.pool.usage.OrderPages.giveBack(OrderPages.java:31)
                  remedy: release where it was acquired, or do not declare the pool confined
                """);
    }

    @Test
    void longLease_strict_tellsHowLong() {
        program.holdFor(OrderPages.LONG);
        assertReported("""
                pool 'buffers': byte[64]@1b2c3d held for too long: 120 ms and 0 major garbage collections, the limits are \
                100 ms and 1 (thread main)
                  acquired at
                    dev.cistern.pool.usage.OrderPages.holdFor(OrderPages.java:31)
                  released at
                    dev.cistern.pool.usage.OrderPages.holdFor(OrderPages.java:31)
                  found at
                    dev.cistern.pool.usage.OrderPages.holdFor(OrderPages.java:31)
                  remedy: a pooled object belongs to one short piece of work; do not wait while holding one
                """);
    }

    @Test
    void forgottenRelease_sampled_namesTheAcquire() {
        OrderPages sampled = new OrderPages(reports, SafetyLevel.SAMPLED);
        sampled.forget();
        awaitCollectionOf(sampled);
        assertReported("""
                pool 'buffers': byte[64]@1b2c3d never released: collected while acquired (thread main)
                  acquired at
                    dev.cistern.pool.usage.OrderPages.forget(OrderPages.java:31)
                  remedy: release in a finally block, or take a lease in a try block
                """);
    }

    @Test
    void forgottenRelease_manyAtOneSite_reportedOnce() {
        OrderPages sampled = new OrderPages(reports, SafetyLevel.SAMPLED);
        for (int i = 0; i < 100; i++) {
            sampled.forget();
        }
        awaitCollectionOf(sampled);
        for (int i = 0; i < 10; i++) {
            System.gc();
            sampled.giveBack(sampled.take());
        }
        assertThat(reports.received).hasSize(1);
    }

    private void awaitCollectionOf(OrderPages sampled) {
        Awaitility.await().until(() -> {
            System.gc();
            sampled.giveBack(sampled.take());
            return !reports.received.isEmpty();
        });
    }

    @Test
    void unreleased_scopeEnds_namesTheAcquire() {
        try (SafetyScope scope = SafetyScope.open(SafetyLevel.STRICT, reports)) {
            OrderPages unwatched = new OrderPages(reports, SafetyLevel.OFF);
            byte[] held = unwatched.take();
            assertThat(Reports.shown(scope.unreleased().get(0).message())).isEqualTo("""
                    pool 'buffers': byte[64]@1b2c3d never released: still acquired at the end (thread main)
                      acquired at
                        dev.cistern.pool.usage.OrderPages.take(OrderPages.java:31)
                      remedy: release in a finally block, or take a lease in a try block
                    """);
            unwatched.giveBack(held);
            assertThat(scope.unreleased()).isEmpty();
        }
        assertThat(reports.received).isEmpty();
    }
}
