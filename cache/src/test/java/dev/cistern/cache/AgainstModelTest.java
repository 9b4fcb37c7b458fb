package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations, the same on a cache and on a plain map that is told by the listener what the cache gave up. A sequence
 * that fails is shortened, operation by operation, before it is shown.
 */
final class AgainstModelTest {
    private static final int LENGTH = 400;

    /** One operation, in numbers, so that a shorter sequence of the same operations can be run. */
    private record Step(int what, int key, int value) {}

    /** What a cache is built as. */
    enum Kind {
        SMALL,
        WEIGHED,
        TIMED,
        UNBOUNDED,
        SERIALIZED
    }

    private static final class Run {
        private final Kind kind;
        private final Map<Integer, Integer> model = new HashMap<>();
        private final Map<Integer, Long> deadlines = new HashMap<>();
        private final Cache<Integer, Integer> cache;
        private long now;

        Run(Kind kind) {
            this.kind = kind;
            CacheBuilder<Integer, Integer> builder = Cache.<Integer, Integer>builder()
                    .evictionListener((key, value, cause) -> {
                        Integer expected = model.remove(key);
                        if (!value.equals(expected)) {
                            throw new AssertionError(cause + " of " + key + "=" + value + ", not of " + expected);
                        }
                    });
            cache = switch (kind) {
                case SMALL -> builder.maximumSize(8).build();
                case WEIGHED ->
                    builder.maximumWeight(40, (key, value) -> value % 7)
                            .maximumSize(20)
                            .build();
                case TIMED ->
                    builder.expireAfterWrite(Duration.ofNanos(50))
                            .ticker(() -> now)
                            .build();
                case UNBOUNDED -> builder.build();
                case SERIALIZED ->
                    builder.executor(Runnable::run)
                            .buildSerialized(SerializedValues.by(new IntegerCodec())
                                    .maximumBytes(40)
                                    .hotEntries(3)
                                    .writeBack(2));
            };
        }

        /** {@return what was wrong; null if all was right} */
        @Nullable
        String run(List<Step> steps) {
            for (Step step : steps) {
                now++;
                forgetExpired();
                Object expected = inModel(step);
                Object actual = inCache(step);
                if (!Objects.equals(expected, actual)) {
                    return step + " gave " + actual + " and not " + expected;
                }
                cache.cleanUp();
                if (!cache.asMap().equals(model)) {
                    return "after " + step + " the cache holds " + cache.asMap() + " and not " + model;
                }
                if ((kind == Kind.SMALL && model.size() > 8) || (kind == Kind.WEIGHED && tooHeavy())) {
                    return "after " + step + " the cache holds too much: " + model;
                }
            }
            return null;
        }

        private boolean tooHeavy() {
            return model.size() > 20
                    || model.values().stream().mapToInt(v -> v % 7).sum() > 40;
        }

        private void forgetExpired() {
            deadlines.entrySet().removeIf(entry -> {
                boolean over = entry.getValue() <= now;
                if (over) {
                    // Told late by the cache, so the model forgets first, and must not be told.
                    cache.getIfPresent(entry.getKey());
                }
                return over;
            });
        }

        private void wrote(int key) {
            if (kind == Kind.TIMED) {
                deadlines.put(key, now + 50);
            }
        }

        private @Nullable Object inModel(Step step) {
            int key = step.key;
            Integer before = model.get(key);
            return switch (step.what) {
                case 0, 1 -> before;
                case 2 -> before == null ? step.value : before;
                case 3 -> before;
                case 4 -> before == null ? step.value : before + step.value;
                case 5 -> before == null || before % 2 == 0 ? null : before + 1;
                case 6 -> before;
                case 7 -> before != null && before == step.value;
                case 8 -> before != null && before == step.value;
                case 9 -> before;
                default -> before != null;
            };
        }

        private @Nullable Object inCache(Step step) {
            int key = step.key;
            Integer value = step.value;
            Integer before = model.get(key);
            // The model changes first, since the listener runs within the call.
            switch (step.what) {
                case 1 -> store(key, value);
                case 2, 3 -> store(key, before == null ? value : before);
                case 4 -> store(key, before == null ? value : before + value);
                case 5 -> {
                    if (before != null && before % 2 == 1) {
                        store(key, before + 1);
                    } else {
                        forget(key);
                    }
                }
                case 6 -> forget(key);
                case 7 -> {
                    if (value.equals(before)) {
                        forget(key);
                    }
                }
                case 8 -> {
                    if (value.equals(before)) {
                        store(key, value + 2);
                    }
                }
                case 9 -> {
                    if (before != null) {
                        store(key, value);
                    }
                }
                default -> {}
            }
            if (kind == Kind.TIMED && before != null && (step.what == 2 || step.what == 3)) {
                // Found, not written.
            } else if (model.containsKey(key) && step.what != 0 && step.what != 10) {
                boolean written = step.what != 7 && (step.what != 8 || value.equals(before));
                if (written && (step.what != 9 || before != null)) {
                    wrote(key);
                }
            }
            return call(step.what, key, value);
        }

        private void store(int key, int value) {
            model.put(key, value);
        }

        private void forget(int key) {
            model.remove(key);
            deadlines.remove(key);
        }

        private @Nullable Object call(int what, Integer key, Integer value) {
            return switch (what) {
                case 0 -> cache.getIfPresent(key);
                case 1 -> cache.asMap().put(key, value);
                case 2 -> cache.get(key, k -> value);
                case 3 -> cache.asMap().putIfAbsent(key, value);
                case 4 -> cache.asMap().merge(key, value, Integer::sum);
                case 5 ->
                    cache.asMap().compute(key, (k, before) -> before == null || before % 2 == 0 ? null : before + 1);
                case 6 -> cache.asMap().remove(key);
                case 7 -> cache.asMap().remove(key, value);
                case 8 -> cache.asMap().replace(key, value, value + 2);
                case 9 -> cache.asMap().replace(key, value);
                default -> cache.asMap().containsKey(key);
            };
        }
    }

    private static List<Step> steps(long seed) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            steps.add(new Step(random.nextInt(11), random.nextInt(30), random.nextInt(40)));
        }
        return steps;
    }

    /** Takes out what the failure does not need. */
    private static List<Step> shrunk(List<Step> failing, Predicate<List<Step>> fails) {
        List<Step> steps = new ArrayList<>(failing);
        for (int chunk = steps.size() / 2; chunk >= 1; chunk /= 2) {
            for (int at = 0; at + chunk <= steps.size(); ) {
                List<Step> without = new ArrayList<>(steps);
                without.subList(at, at + chunk).clear();
                if (fails.test(without)) {
                    steps = without;
                } else {
                    at += chunk;
                }
            }
        }
        return steps;
    }

    @ParameterizedTest
    @EnumSource
    void operations_randomSequences_asTheModel(Kind kind) {
        for (long seed = 0; seed < 300; seed++) {
            List<Step> steps = steps(seed);
            if (new Run(kind).run(steps) != null) {
                List<Step> few = shrunk(steps, fewer -> new Run(kind).run(fewer) != null);
                throw new AssertionError("seed " + seed + ": " + new Run(kind).run(few) + " by " + few);
            }
        }
    }

    @Test
    void shrunk_failureOfTwoSteps_onlyThose() {
        List<Step> steps = steps(1);
        Step first = steps.get(17);
        Step second = steps.get(230);
        assertThat(shrunk(steps, fewer -> fewer.indexOf(first) >= 0 && fewer.indexOf(second) > fewer.indexOf(first)))
                .containsExactly(first, second);
    }
}
