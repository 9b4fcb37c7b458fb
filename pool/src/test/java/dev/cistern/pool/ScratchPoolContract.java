package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.pool.RecordingPolicy.Item;
import org.junit.jupiter.api.Test;

/** What every ScratchPool does, whether it keeps objects or not. */
abstract class ScratchPoolContract {
    final RecordingPolicy policy = new RecordingPolicy();
    final ScratchPool<Item> pool = build(ScratchPool.builder(policy).name("items"));

    abstract <T> ScratchPool<T> build(ScratchPoolBuilder<T> builder);

    @Test
    void acquire_manyAtOnce_allDifferent() {
        assertThat(java.util.stream.Stream.generate(pool::acquire).limit(100)).doesNotHaveDuplicates();
    }

    @Test
    void acquire_afterReleaseOfUsedObject_isReset() {
        Item used = pool.acquire();
        used.text = "stale";
        pool.release(used);
        assertThat(pool.acquire().text).isEmpty();
    }

    @Test
    void release_null_refusedWithTheName() {
        assertThatThrownBy(() -> pool.release(Nulls.object()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("pool 'items': release(null)");
        assertThatThrownBy(() -> pool.discard(Nulls.object())).isInstanceOf(NullPointerException.class);
    }

    @Test
    void lease_closed_objectGivenBackOnce() {
        try (Lease<Item> lease = pool.lease()) {
            lease.get().text = "used";
        }
        PoolStats stats = pool.stats();
        assertThat(stats.retained() + stats.drops().total()).isEqualTo(1);
    }

    @Test
    void lease_usedAfterItsEnd_refusedWithTheName() {
        Lease<Item> lease = pool.lease();
        lease.close();
        assertThatThrownBy(lease::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pool 'items': get() on a lease that has ended (closed)");
        assertThatThrownBy(lease::detach).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(lease::discard).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lease_detached_objectBelongsToTheCaller() {
        Item detached;
        try (Lease<Item> lease = pool.lease()) {
            detached = lease.detach();
        }
        assertThat(policy.destroyed).isEmpty();
        assertThat(pool.acquire()).isNotSameAs(detached);
    }

    @Test
    void lease_discarded_objectDestroyedOnce() {
        try (Lease<Item> lease = pool.lease()) {
            lease.discard();
        }
        assertThat(policy.destroyed).hasSize(1);
        assertThat(pool.stats().retained()).isZero();
    }

    @Test
    void with_function_resultReturnedAndObjectGivenBack() {
        assertThat(pool.<Integer>with(item -> item.number)).isEqualTo(1);
        PoolStats stats = pool.stats();
        assertThat(stats.retained() + stats.drops().total()).isEqualTo(1);
    }

    @Test
    void with_functionThrows_objectDiscarded() {
        assertThatThrownBy(() -> pool.with(item -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(policy.destroyed).hasSize(1);
    }

    @Test
    void acquire_closed_refusedWithTheName() {
        pool.close();
        pool.close();
        assertThatThrownBy(pool::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pool 'items' is closed");
        assertThatThrownBy(pool::lease).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void release_afterClose_objectDestroyed() {
        Item item = pool.acquire();
        pool.close();
        pool.release(item);
        assertThat(policy.destroyed).containsExactly(item);
        assertThat(pool.stats().retained()).isZero();
    }

    @Test
    void create_throws_exceptionNamesThePool() {
        ScratchPool<Object> failing = build(ScratchPool.<Object>builder(PoolPolicy.of(
                        () -> {
                            throw new IllegalStateException("no memory today");
                        },
                        object -> true))
                .name("failing"));
        assertThatThrownBy(failing::acquire)
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("pool 'failing': create")
                .hasRootCauseMessage("no memory today");
    }

    @Test
    void create_returnsNull_exceptionNamesThePool() {
        ScratchPool<Object> failing = build(ScratchPool.<Object>builder(PoolPolicy.of(Nulls::object, object -> true))
                .name("failing"));
        assertThatThrownBy(failing::acquire)
                .isInstanceOf(PoolPolicyException.class)
                .hasMessageContaining("returned null; it must return a new object");
    }

    @Test
    void stats_name_isThatOfThePool() {
        assertThat(pool.stats().name()).isEqualTo("items");
        assertThat(pool.name()).isEqualTo("items");
        assertThat(pool.toString()).contains("items");
    }
}
