package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeQueueTest {
    private final ChangeQueue<String, Integer> queue = new ChangeQueue<>();

    private static StoreChange<String, Integer> change(String key, int value) {
        return new StoreChange<>(key, value);
    }

    @Test
    void add_sameKey_newestInThePlaceOfTheOldest() {
        assertThat(queue.add(change("a", 1))).isFalse();
        assertThat(queue.add(change("b", 2))).isFalse();
        assertThat(queue.add(change("a", 3))).isTrue();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.take(10)).containsExactly(change("a", 3), change("b", 2));
        assertThat(queue.confirm()).isEqualTo(2);
        assertThat(queue.oldest()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void pending_beingWrittenAndWaiting_newest() {
        queue.add(change("a", 1));
        queue.take(10);
        assertThat(queue.pending("a")).isEqualTo(change("a", 1));
        queue.add(change("a", 2));
        assertThat(queue.pending("a")).isEqualTo(change("a", 2));
        assertThat(queue.pending("b")).isNull();
        queue.confirm();
        assertThat(queue.pending("a")).isEqualTo(change("a", 2));
    }

    @Test
    void putBack_newerWaits_newerAtTheOldPlace() {
        queue.add(change("a", 1));
        queue.add(change("b", 1));
        queue.take(10);
        queue.add(change("c", 1));
        queue.add(change("b", 2));
        long oldest = queue.oldest();
        assertThat(queue.putBack()).isEqualTo(1);
        assertThat(queue.oldest()).isEqualTo(oldest);
        assertThat(queue.take(10)).isEqualTo(List.of(change("a", 1), change("b", 2), change("c", 1)));
    }

    @Test
    void oldest_partConfirmed_tellsWhatIsSafe() {
        queue.add(change("a", 1));
        queue.add(change("b", 1));
        long both = queue.last();
        queue.take(1);
        queue.confirm();
        assertThat(queue.oldest()).isLessThanOrEqualTo(both);
        queue.take(1);
        queue.add(change("b", 2));
        queue.confirm();
        assertThat(queue.oldest()).isGreaterThan(both);
    }
}
