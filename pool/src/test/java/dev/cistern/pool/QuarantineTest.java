package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuarantineTest {
    private final Quarantine quarantine = new Quarantine(4);

    @Test
    void take_halfFull_nothingYetThenTheLongestWaiting() {
        quarantine.exchange(1);
        quarantine.exchange(2);
        assertThat(quarantine.take()).isNull();
        quarantine.exchange(3);
        assertThat(quarantine.take()).isEqualTo(1);
        assertThat(quarantine.take()).isNull();
    }

    @Test
    void exchange_full_longestWaitingMustGo() {
        for (int i = 1; i <= 4; i++) {
            assertThat(quarantine.exchange(i)).isNull();
        }
        assertThat(quarantine.exchange(5)).isEqualTo(1);
        assertThat(quarantine.size()).isEqualTo(4);
    }

    @Test
    void exchange_noRoomAtAll_theObjectItselfMustGo() {
        assertThat(new Quarantine(0).exchange(1)).isEqualTo(1);
    }

    @Test
    void rotate_twice_onlyWhatWaitedThroughBoth() {
        quarantine.exchange(1);
        quarantine.exchange(2);
        assertThat(quarantine.rotate()).isEmpty();
        quarantine.exchange(3);
        assertThat(quarantine.take()).isEqualTo(1);
        assertThat(quarantine.rotate()).containsExactly(2);
        assertThat(quarantine.rotate()).containsExactly(3);
        assertThat(quarantine.rotate()).isEmpty();
    }
}
