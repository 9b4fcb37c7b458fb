package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.pool.RecordingPolicy.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // it sets a system property
final class UnpooledPoolTest extends ScratchPoolContract {
    @Override
    <T> ScratchPool<T> build(ScratchPoolBuilder<T> builder) {
        System.setProperty(ScratchPoolBuilder.ENABLED_PROPERTY, "false");
        try {
            return builder.build();
        } finally {
            System.clearProperty(ScratchPoolBuilder.ENABLED_PROPERTY);
        }
    }

    @Test
    void release_switchedOff_destroyedAndNeverReused() {
        Item item = pool.acquire();
        pool.release(item);
        assertThat(policy.destroyed).containsExactly(item);
        assertThat(pool.acquire()).isNotSameAs(item);
        assertThat(pool.stats().releaseMode()).isEqualTo(ReleaseMode.NONE);
        assertThat(pool.stats().bypassed()).isEqualTo(2);
        assertThat(pool.verdict().reason()).contains("dev.cistern.pool.enabled=false");
    }
}
