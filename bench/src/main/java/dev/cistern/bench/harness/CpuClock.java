package dev.cistern.bench.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The CPU time of this process, collector and compiler included.
 *
 * <p>The JDK's own figure comes from a counter that moves in steps of 10 ms, which is 5 % of a short iteration. Linux
 * counts each thread in nanoseconds, so there the threads are summed; a thread that ends between two readings loses
 * what it spent since the first. Elsewhere the JDK's figure is used.
 *
 * <p>Not thread-safe. A reading costs about 10 µs for each thread of the process.
 */
public final class CpuClock {
    private static final Path TASKS = Path.of("/proc/self/task");

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Map<Path, Long> ofThreads = new HashMap<>();
    private final boolean exact = Files.isReadable(Path.of("/proc/self/schedstat"));

    /** {@return nanoseconds since the process started, not less than at the last reading} */
    public long nanos() {
        return exact ? threads() : system.getProcessCpuTime();
    }

    private long threads() {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                read(task);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the threads in " + TASKS + " can't be read", e);
        }
        return ofThreads.values().stream().mapToLong(Long::longValue).sum();
    }

    private void read(Path task) throws IOException {
        try {
            String schedule = Files.readString(task.resolve("schedstat"));
            ofThreads.put(task, Long.parseLong(schedule.substring(0, schedule.indexOf(' '))));
        } catch (NoSuchFileException e) {
            // The thread ended just now; its last reading stays.
        }
    }
}
