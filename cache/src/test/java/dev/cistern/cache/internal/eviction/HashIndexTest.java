package dev.cistern.cache.internal.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HashIndexTest {
    @Test
    void randomOperations_manyNumbersUnderOneHash_asAMultimap() {
        HashIndex index = new HashIndex(1);
        Map<Integer, Set<Integer>> model = new HashMap<>();
        Random random = new Random(1);
        int size = 0;
        for (int i = 0; i < 100_000; i++) {
            int hash = random.nextInt(400) * 0x01000193;
            Set<Integer> numbers = model.computeIfAbsent(hash, unseen -> new HashSet<>());
            int number = random.nextInt(1_000);
            if (numbers.remove(number)) {
                index.remove(hash, number);
                size--;
            } else if (numbers.size() < 3) {
                numbers.add(number);
                index.add(hash, number);
                size++;
            }
            assertThat(index.size()).isEqualTo(size);
            int looked = random.nextInt(400) * 0x01000193;
            assertThat(all(index, looked)).isEqualTo(model.getOrDefault(looked, Set.of()));
        }
    }

    private static Set<Integer> all(HashIndex index, int hash) {
        Set<Integer> numbers = new HashSet<>();
        for (int place = index.first(hash); place != HashIndex.NONE; place = index.next(hash, place)) {
            assertThat(numbers.add(index.number(place))).isTrue();
        }
        assertThat(index.find(hash) == HashIndex.NONE).isEqualTo(numbers.isEmpty());
        return numbers;
    }
}
