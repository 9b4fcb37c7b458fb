package dev.cistern.lab.cost;

import dev.cistern.lab.ReferenceSlot;
import dev.cistern.lab.recording.ThisHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures the constants of this machine once and keeps them.
 *
 * <p>The measurement runs in a JVM of its own with a heap large enough that a collection is rare, takes about four seconds
 * and one core, and should not run while a target is being recorded. Its result is kept in the user's cache folder
 * ({@code XDG_CACHE_HOME}, else {@code ~/.cache}) under {@code cistern}, one file for each processor, JVM and pool.
 */
public final class CostProbe {
    private static final long LIMIT_SECONDS = 60;

    private CostProbe() {}

    /**
     * The constants of this machine, measured now unless they were measured before.
     *
     * <p>Where the cache folder can't be written they are measured anew each time.
     *
     * @return the constants
     * @throws IllegalStateException if the measurement can't be run
     */
    public static CostModel ofThisHost() {
        return in(cacheFolder());
    }

    static CostModel in(Path folder) {
        String machine = fingerprint();
        Path file = folder.resolve("cost-" + Integer.toHexString(machine.hashCode()) + ".txt");
        Optional<CostModel> kept = read(file).filter(model -> model.machine().equals(machine));
        return kept.orElseGet(() -> {
            CostModel measured = measure(machine);
            keep(file, measured);
            return measured;
        });
    }

    private static Path cacheFolder() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("cistern");
    }

    private static Optional<CostModel> read(Path file) {
        try {
            return Files.isRegularFile(file) ? CostText.read(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Losing the file only costs the next run a few seconds, so a folder that can't be written is no error. */
    private static void keep(Path file, CostModel model) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "cost", ".tmp");
            Files.writeString(fresh, CostText.write(model));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.getLogger(CostProbe.class.getName())
                    .log(System.Logger.Level.DEBUG, "the cost of pooling on this machine could not be kept", e);
        }
    }

    private static String fingerprint() {
        String slot = ServiceLoader.load(ReferenceSlot.class)
                .findFirst()
                .orElseGet(StripedSlot::new)
                .name();
        return String.join("; ", ThisHost.fingerprint(), "JVM " + Runtime.version(), slot);
    }

    private static CostModel measure(String machine) {
        try {
            Process process = new ProcessBuilder(command(machine))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw failed("it did not end within " + LIMIT_SECONDS + " s", null);
                }
                return CostText.read(text).orElseThrow(() -> failed("it printed '" + text + "'", null));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted", e);
        }
    }

    private static IllegalStateException failed(String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                "the cost of pooling could not be measured on this machine: " + why
                        + "; check that a second JVM with a heap of 256 MB can be started here",
                cause);
    }

    private static List<String> command(String machine) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-Xmn160m",
                "-XX:+UseG1GC",
                "-XX:+AlwaysPreTouch",
                "-Xlog:disable",
                "-Xshare:auto",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline," + CostBench.class.getName() + "::consume"));
        Module module = CostBench.class.getModule();
        String main = CostBench.class.getName();
        if (module.isNamed()) {
            String path = System.getProperty("jdk.module.path", "");
            if (!path.isEmpty()) {
                command.addAll(List.of("--module-path", path));
            }
            command.addAll(List.of("--module", module.getName() + "/" + main));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        }
        command.add(machine);
        return command;
    }
}
