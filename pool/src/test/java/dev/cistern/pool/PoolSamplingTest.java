package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class PoolSamplingTest {
    private static final long A_MINUTE_AND_MORE = Duration.ofSeconds(61).toNanos();

    private final PoolGate gate = new PoolGate();
    private final PoolSampling sampling = new PoolSampling(gate);

    @Test
    void end_theTimedObject_oneLeaseAndTheGateIsOpen() {
        Object object = new Object();
        sampling.begin(object);
        assertThat(gate.bits()).isEqualTo(PoolGate.TIMING);
        sampling.end(object);
        assertThat(sampling.leaseSamples()).isEqualTo(1);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void end_anotherObject_goesOn() {
        Object object = new Object();
        sampling.begin(object);
        sampling.end(new Object());
        assertThat(sampling.isTimed(object)).isTrue();
        assertThat(sampling.leaseSamples()).isZero();
    }

    @Test
    void begin_whileOneIsTimed_theFirstStays() {
        Object first = new Object();
        sampling.begin(first);
        sampling.begin(new Object());
        assertThat(sampling.isTimed(first)).isTrue();
    }

    @Test
    void gate_whileALeaseIsTimed_acquiresTakeTheFastPath() {
        Object object = new Object();
        sampling.begin(object);
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.isOpenToAcquire()).isTrue();
        sampling.end(object);
        sampling.request();
        assertThat(gate.isOpenToAcquire()).as("the next one shall be timed").isFalse();
    }

    @Test
    void expire_heldForAMinute_countedAsLong() {
        Object object = new Object();
        sampling.begin(object);
        sampling.expire(System.nanoTime());
        assertThat(sampling.isTimed(object)).isTrue();
        sampling.expire(System.nanoTime() + A_MINUTE_AND_MORE);
        assertThat(sampling.leaseSamples()).isEqualTo(1);
        assertThat(sampling.leaseP99Nanos().orElseThrow()).isGreaterThan(3e10);
        assertThat(gate.isOpen()).isTrue();
        assertThat(sampling.isTimed(object)).isFalse();
    }

    @Test
    void expire_droppedByItsOwner_notALeaseAndTheNextCanBeTimed() {
        sampling.begin(new Object());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            sampling.expire(System.nanoTime());
            return gate.isOpen();
        });
        assertThat(sampling.leaseSamples()).isZero();
        Object next = new Object();
        sampling.begin(next);
        assertThat(sampling.isTimed(next)).isTrue();
    }
}
