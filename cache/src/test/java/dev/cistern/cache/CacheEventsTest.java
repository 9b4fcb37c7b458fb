package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheEventsTest {
    private static final String LOAD = "dev.cistern.CacheLoad";
    private static final String EVICTION = "dev.cistern.CacheEviction";

    private final AtomicLong now = new AtomicLong();

    private @Nullable String load(Integer key) {
        if (key == 0) {
            return "quick";
        }
        // Long enough to count, whatever the clock's resolution.
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
        if (key == 3 || (key == 1 && now.get() > 0)) {
            throw new IllegalStateException("down");
        }
        return key == 2 ? null : "slow";
    }

    @Test
    void load_slowOnes_recordedWithTheirOutcome(@TempDir Path folder) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(LOAD);
            recording.start();
            LoadingCache<Integer, String> cache = Cache.<Integer, String>builder()
                    .name("loads")
                    .ticker(now::get)
                    .expireAfterWrite(Duration.ofNanos(10))
                    .staleOnError(Duration.ofHours(1))
                    .build(this::load);
            cache.getAll(List.of(0, 1, 2));
            try {
                cache.get(3);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("down");
            }
            now.set(10);
            assertThat(cache.get(1)).isEqualTo("slow");
            recording.stop();
            Path file = folder.resolve("loads.jfr");
            recording.dump(file);
            List<String> outcomes = new ArrayList<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals(LOAD)
                        && event.getString("cache").equals("loads")
                        && event.getDuration().toMillis() >= 1) {
                    outcomes.add(event.getString("outcome"));
                }
            }
            assertThat(outcomes).containsSubsequence("LOADED", "NEGATIVE", "FAILED", "STALE");
        }
    }

    @Test
    void evictions_whileRecording_toldOnceWithCauseCountAndWeight() throws Exception {
        AtomicLong size = new AtomicLong();
        AtomicLong weight = new AtomicLong();
        AtomicLong expired = new AtomicLong();
        CountDownLatch all = new CountDownLatch(1);
        try (RecordingStream stream = new RecordingStream()) {
            stream.enable(EVICTION).withPeriod(Duration.ofMillis(100));
            stream.onEvent(EVICTION, event -> {
                if (event.getString("cache").equals("evicting")) {
                    boolean isSize = event.getString("cause").equals("SIZE");
                    (isSize ? size : expired).addAndGet(event.getLong("count"));
                    weight.addAndGet(isSize ? event.getLong("weight") : 0);
                    if (size.get() >= 90 && expired.get() >= 10) {
                        all.countDown();
                    }
                }
            });
            stream.startAsync();
            Cache<Integer, String> cache = Cache.<Integer, String>builder()
                    .name("evicting")
                    .ticker(now::get)
                    .maximumWeight(20, (key, value) -> 2)
                    .expireAfterWrite(Duration.ofNanos(10))
                    .build();
            for (int key = 0; key < 100; key++) {
                cache.put(key, "a");
            }
            now.set(10);
            cache.asMap().keySet().forEach(cache::getIfPresent);
            for (int key = 0; key < 100; key++) {
                cache.getIfPresent(key);
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(size).hasValue(90);
            assertThat(weight).hasValue(180);
            assertThat(expired).hasValue(10);
            cache.close();
        }
    }

    @Test
    void evictions_beforeTheRecordingBegan_notTold(@TempDir Path folder) throws Exception {
        Cache<Integer, String> cache =
                Cache.<Integer, String>builder().name("earlier").maximumSize(10).build();
        for (int round = 0; round < 2; round++) {
            for (int key = 0; key < 100; key++) {
                cache.put(1_000 * round + key, "a");
            }
            try (Recording recording = new Recording()) {
                recording.enable(EVICTION).with("period", "endChunk");
                recording.start();
                for (int key = 0; key < 3; key++) {
                    cache.put(1_000 * round + 500 + key, "a");
                }
                recording.stop();
                Path file = folder.resolve(round + ".jfr");
                recording.dump(file);
                assertThat(RecordingFile.readAllEvents(file))
                        .filteredOn(event -> event.getEventType().getName().equals(EVICTION)
                                && event.getString("cache").equals("earlier"))
                        .extracting(event -> event.getLong("count"))
                        .containsExactly(3L);
            }
        }
        cache.close();
    }

    /** Runs where there is no flight recorder. */
    static final class WithoutRecorder {
        private WithoutRecorder() {}

        @SuppressWarnings("SystemOut") // is how it talks to the test
        public static void main(String[] args) {
            try (LoadingCache<Integer, String> cache =
                    Cache.<Integer, String>builder().maximumSize(1).build(key -> "v" + key)) {
                cache.get(1);
                boolean hasRecorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
                System.out.print(hasRecorder + " " + cache.get(2));
            }
        }
    }

    @Test
    void cache_withoutFlightRecorder_works() throws Exception {
        Path classes = Path.of(
                Cache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path tests = Path.of(CacheEventsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base",
                        "-cp",
                        classes + File.pathSeparator + tests,
                        WithoutRecorder.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEqualTo("false v2");
    }
}
