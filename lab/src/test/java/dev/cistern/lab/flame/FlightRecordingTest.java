package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.ProfileKind;
import dev.cistern.lab.recording.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads recordings that the Flight Recorder of the test's own JVM makes of threads whose allocation is known. */
final class FlightRecordingTest {
    private static final int SMALL_SITE = 9_000_000;
    private static final long BEFORE = 1_500_000_000L;
    private static final int LARGE_SITE = 300_000_000;

    @TempDir
    private static Path folder;

    private static Path recording = Path.of("");

    @SuppressWarnings("UnusedVariable") // keeps the allocations from being optimised away
    private static volatile byte[] sink = {};

    /**
     * Allocates 1.5 GB, waits until somebody records, then allocates 9 MB at a site of its own and 300 MB at another. It
     * stays until the recording ended: the recorder counts the bytes of living threads only, at both ends of a recording.
     */
    private static final class Late extends Thread {
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch recording = new CountDownLatch(1);
        private final CountDownLatch allocated = new CountDownLatch(1);
        private final CountDownLatch recorded = new CountDownLatch(1);

        @Override
        public void run() {
            early();
            ready.countDown();
            await(recording);
            smallSite();
            largeSite();
            allocated.countDown();
            await(recorded);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void early() {
            for (long done = 0; done < BEFORE; done += 100_000) {
                sink = new byte[100_000];
            }
        }

        private static void smallSite() {
            for (int done = 0; done < SMALL_SITE; done += 1_000) {
                sink = new byte[1_000];
            }
        }

        private static void largeSite() {
            for (int done = 0; done < LARGE_SITE; done += 1_000) {
                sink = new byte[1_000];
            }
        }
    }

    @BeforeAll
    static void record() throws IOException, InterruptedException {
        recording = folder.resolve("late.jfr");
        Late late = new Late();
        late.start();
        late.ready.await();
        try (Recording flight = new Recording()) {
            flight.enable("jdk.ObjectAllocationSample").with("throttle", "100000/s");
            flight.enable("jdk.ThreadAllocationStatistics").with("period", "everyChunk");
            flight.start();
            late.recording.countDown();
            late.allocated.await();
            flight.stop();
            late.recorded.countDown();
            flight.dump(recording);
        }
        late.join();
    }

    private static double weight(Profile profile, String method) {
        return FrameSums.of(profile.tree()).stream()
                .filter(sum -> sum.frame().endsWith(method))
                .mapToDouble(FrameSums.Sum::total)
                .sum();
    }

    @Test
    void read_threadThatAllocatedMuchBefore_drawsItsSmallSiteSmall() throws IOException {
        double naive = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            boolean inSite = event.getEventType().getName().equals("jdk.ObjectAllocationSample")
                    && event.getStackTrace() != null
                    && event.getStackTrace().getFrames().stream()
                            .anyMatch(frame -> frame.getMethod().getName().equals("smallSite"));
            naive += inSite ? event.getLong("weight") : 0;
        }
        assertThat(naive).as("what the raw weights say of the site of 9 MB").isGreaterThan(BEFORE);

        Profile profile = ProfileFiles.read(List.of(recording), ProfileKind.ALLOC, Progress.silent());
        assertThat(weight(profile, "Late.smallSite")).isLessThan(3.0 * SMALL_SITE);
        assertThat(weight(profile, "Late.largeSite")).isBetween(0.5 * LARGE_SITE, 1.6 * LARGE_SITE);
        assertThat(profile.facts().dropped()).isPositive();
    }

    @Test
    void read_kindThatIsNotThere_saysWhatIs() {
        assertThatThrownBy(() -> ProfileFiles.read(List.of(recording), ProfileKind.LOCK, Progress.silent()))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("--event alloc (");
    }

    @Test
    void read_noKindAsked_takesWhatIsThere() {
        Profile profile = ProfileFiles.read(List.of(recording), null, Progress.silent());
        assertThat(profile.facts().event()).isEqualTo("alloc");
    }

    @Test
    void read_cutFile_isRefusedAsTruncated() throws IOException {
        byte[] whole = Files.readAllBytes(recording);
        Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ProfileFiles.read(List.of(cut), null, Progress.silent()))
                .isInstanceOf(LabException.BadInput.class)
                .hasMessageContaining("is truncated");
    }

    @Test
    void read_bytesTurnedOver_neverFailsWithoutAWord() throws IOException {
        byte[] damaged = Files.readAllBytes(recording);
        for (int i = 200; i < damaged.length; i += 97) {
            damaged[i] ^= 0x5a;
        }
        Path file = Files.write(folder.resolve("damaged.jfr"), damaged);
        try {
            Profile profile = ProfileFiles.read(List.of(file), null, Progress.silent());
            assertThat(profile.isEmpty()).isFalse();
        } catch (LabException.BadInput expected) {
            assertThat(expected).hasMessageContaining("damaged.jfr");
        }
    }
}
