package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names and fields of the events are a contract with the instruments that read them. */
final class JfrPoolEventsTest {
    @TempDir
    Path folder;

    @Test
    void events_recorded_haveTheFieldsOfTheContract() throws IOException {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.start();
            use();
            recording.stop();
            Path file = folder.resolve("pool.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }
        RecordedEvent miss = only(events, "dev.cistern.PoolMiss", "pool", "type", "reason");
        assertThat(miss.getString("reason")).isEqualTo("EMPTY");
        assertThat(miss.getClass("type").getName()).isEqualTo("dev.cistern.pool.FunctionPolicy");
        RecordedEvent trim =
                only(events, "dev.cistern.PoolTrim", "pool", "level", "droppedObjects", "droppedWeight", "reason");
        assertThat(trim.getString("level")).isEqualTo("ALL");
        assertThat(trim.getInt("droppedObjects")).isEqualTo(1);
        assertThat(trim.getLong("droppedWeight")).isEqualTo(1);
        RecordedEvent misuse =
                only(events, "dev.cistern.PoolMisuse", "pool", "kind", "site", "acquiredAt", "releasedAt");
        assertThat(misuse.getString("kind")).isEqualTo("DOUBLE_RELEASE");
        RecordedEvent verdict = only(
                events,
                "dev.cistern.PoolVerdict",
                "pool",
                "verdict",
                "hitRatio",
                "reuse",
                "createNanos",
                "resetNanos",
                "leaseP99");
        assertThat(verdict.getString("verdict")).isEqualTo("DOES_NOT_PAY");
        assertThat(verdict.getDouble("hitRatio")).isEqualTo(0.25);
    }

    private static void use() {
        ScratchPool<byte[]> pool = ScratchPool.builder(PoolPolicy.of(() -> new byte[4], array -> true))
                .name("recorded")
                .misuseListener(misuse -> {})
                .build();
        for (int i = 0; i < 128; i++) {
            pool.acquire();
        }
        pool.release(pool.acquire());
        pool.trim(TrimLevel.ALL);
        pool.safety(SafetyLevel.STRICT);
        byte[] array = pool.acquire();
        pool.release(array);
        pool.release(array);
        OptionalDouble none = OptionalDouble.empty();
        PoolEvents.get()
                .verdict(
                        "recorded",
                        new PoolVerdict.DoesNotPay(
                                new PoolVerdict.PoolEvidence(8, 0.25, none, none, none, none, none, none, 0, 0),
                                true,
                                "because"));
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name, String... fields) {
        List<RecordedEvent> found = events.stream()
                .filter(event -> event.getEventType().getName().equals(name)
                        && event.getString("pool").equals("recorded"))
                .toList();
        assertThat(found).as(name).hasSize(1);
        assertThat(found.get(0).getFields())
                .extracting(ValueDescriptor::getName)
                .contains(fields);
        return found.get(0);
    }
}
