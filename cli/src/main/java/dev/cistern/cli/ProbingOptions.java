package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.probe.ProbeOptions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether single objects are followed in the target, and how many. */
final class ProbingOptions {
    @Option(
            names = "--probe",
            description = "afterwards follow single objects of the sites left open by an agent in the target: who uses"
                    + " them, whether one is a key or a lock; JDK 21+ prints a warning on the target's error output")
    private boolean probe;

    @Option(names = "--probe-sites", paramLabel = "N", description = "how many sites, the busiest first; default 5")
    private @Nullable Integer sites;

    @Option(
            names = "--probe-every",
            paramLabel = "K",
            description = "follow one object in so many of those born while the probe looks; default 16")
    private @Nullable Integer every;

    @Option(
            names = "--probe-duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long to probe; 3s to 10m, default 15s")
    private @Nullable Duration duration;

    /**
     * How to probe.
     *
     * @param target what is looked at
     * @return null where the user does not want it
     */
    @Nullable
    ProbeOptions of(AdviseTarget target) {
        if (!probe) {
            if (sites != null || every != null || duration != null) {
                throw new LabException.BadInput(
                        "--probe-sites, --probe-every and --probe-duration say how to probe; add --probe");
            }
            return null;
        }
        if (target instanceof AdviseTarget.Recorded) {
            throw new LabException.BadInput(
                    "--probe looks into a JVM that runs, but these files are made already; leave it out");
        }
        ProbeOptions usual = ProbeOptions.usual();
        return new ProbeOptions(
                Objects.requireNonNullElse(sites, usual.sites()),
                Objects.requireNonNullElse(every, usual.every()),
                Objects.requireNonNullElse(duration, usual.duration()));
    }
}
