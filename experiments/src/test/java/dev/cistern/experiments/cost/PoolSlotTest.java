package dev.cistern.experiments.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.ReferenceSlot;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class PoolSlotTest {
    @Test
    void load_poolPresent_isTheOnlySlotAndReuses() {
        ReferenceSlot slot = ServiceLoader.load(ReferenceSlot.class).findFirst().orElseThrow();
        assertThat(slot.name()).isEqualTo("dev.cistern.pool.ScratchPool");
        Object object = slot.acquire();
        slot.release(object);
        assertThat(slot.acquire()).isSameAs(object);
        assertThat(slot.acquire()).isNotSameAs(object);
    }
}
