package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListenerTest {
    private final List<String> removals = new ArrayList<>();
    private final List<String> evictions = new ArrayList<>();
    private final Cache<Integer, String> cache = Cache.<Integer, String>builder()
            .maximumSize(2)
            .removalListener((key, value, cause) -> removals.add(key + value + cause))
            .evictionListener((key, value, cause) -> evictions.add(key + value + cause))
            .build();

    @Test
    void listeners_eachCause_toldOnce() {
        cache.put(1, "a");
        cache.put(1, "b");
        cache.asMap().replace(1, "b", "c");
        cache.asMap().compute(1, (key, before) -> "d");
        cache.asMap().compute(1, (key, before) -> before);
        cache.asMap().putIfAbsent(1, "never");
        cache.asMap().remove(1, "never");
        cache.asMap().remove(1, "d");
        cache.put(2, "e");
        cache.asMap().computeIfPresent(2, (key, before) -> null);
        cache.put(3, "f");
        cache.invalidate(3);
        assertThat(removals)
                .containsExactly("1aREPLACED", "1bREPLACED", "1cREPLACED", "1dEXPLICIT", "2eEXPLICIT", "3fEXPLICIT");
        assertThat(evictions).isEmpty();
        cache.put(4, "g");
        cache.put(5, "h");
        cache.put(6, "i");
        assertThat(evictions).containsExactly("4gSIZE");
        assertThat(removals).last().isEqualTo("4gSIZE");
    }

    @Test
    void listener_throws_callerNeverKnows() {
        Cache<Integer, String> careless = Cache.<Integer, String>builder()
                .maximumSize(1)
                .removalListener((key, value, cause) -> {
                    throw new UnsupportedOperationException("on purpose, to see that it is only logged");
                })
                .build();
        careless.put(1, "a");
        careless.put(2, "b");
        careless.put(2, "c");
        assertThat(careless.asMap()).containsOnlyKeys(2);
    }

    @Test
    void listener_reentersTheCache_allowed() {
        List<Cache<Integer, String>> holder = new ArrayList<>();
        Cache<Integer, String> reentered = Cache.<Integer, String>builder()
                .maximumSize(2)
                .removalListener((key, value, cause) -> {
                    if (key < 10) {
                        holder.get(0).put(key + 10, value);
                        holder.get(0).invalidate(key);
                        holder.get(0).asMap().merge(key + 10, "!", String::concat);
                    }
                })
                .build();
        holder.add(reentered);
        for (int key = 0; key < 5; key++) {
            reentered.put(key, "v" + key);
        }
        assertThat(reentered.estimatedSize()).isEqualTo(2);
    }
}
