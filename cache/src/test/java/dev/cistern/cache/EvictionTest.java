package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvictionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "adaptive",
                "lru",
                "lru-k:3",
                "lfu",
                "hybrid",
                "hybrid:0.25",
                "s3-fifo:0.2",
                "sieve",
                "lirs",
                "w-tinylfu:0.05"
            })
    void parse_itsOwnName_isTheSame(String name) {
        Eviction eviction = Eviction.parse(name);
        assertThat(eviction.name()).isEqualTo(name);
        assertThat(Eviction.parse(eviction.name())).isEqualTo(eviction).hasSameHashCodeAs(eviction);
    }

    @Test
    void parse_valueLeftOut_takesTheUsualOne() {
        assertThat(Eviction.parse("LRU-K")).isEqualTo(Eviction.lruK(2));
        assertThat(Eviction.parse("s3-fifo")).isEqualTo(Eviction.s3Fifo(0.1));
        assertThat(Eviction.parse("w-tinylfu")).isEqualTo(Eviction.wTinyLfu(0.01));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            best          | policy must be one of adaptive, lru
            lru:2         | policy must be one of
            lru-k:0       | k must be from 1 to 8, but was 0
            lru-k:9       | k must be from 1 to 8, but was 9
            lru-k:x       | must have a number behind its colon, but has 'x'
            hybrid:1      | must be above 0 and below 1, but was 1.0
            w-tinylfu:NaN | must have a number behind its colon, but has 'nan'
            s3-fifo:-1    | must be above 0 and below 1, but was -1.0
            """)
    void parse_wrong_saysWhatThereIs(String text, String message) {
        assertThatThrownBy(() -> Eviction.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void newEvictor_eachTime_another() {
        assertThat(Eviction.lru().newEvictor()).isNotSameAs(Eviction.lru().newEvictor());
        assertThat(Eviction.adaptive().newEvictor()).isNull();
    }

    @Test
    void newEvictor_makerGivesNull_saysWhose() {
        Eviction eviction = Eviction.of("mine", () -> null);
        assertThatThrownBy(eviction::newEvictor).hasMessage("the maker of mine gave null");
    }

    @Test
    void config_noCapacity_refused() {
        assertThatThrownBy(() -> new EvictorConfig(0)).hasMessage("capacity must be at least 1, but was 0");
    }
}
