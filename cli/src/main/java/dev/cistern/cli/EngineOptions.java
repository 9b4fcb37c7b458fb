package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.EngineChoice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which engine a JVM is sampled. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            converter = EngineChoiceConverter.class,
            description = "auto, async-profiler or jfr; default auto")
    private @Nullable EngineChoice engine;

    EngineChoice engine() {
        return Objects.requireNonNullElse(engine, EngineChoice.AUTO);
    }

    /** Refuses a choice where the samples were taken before. */
    void check(AdviseTarget target) {
        if (target instanceof AdviseTarget.Recorded && engine != null) {
            throw new LabException.BadInput(
                    "--engine says how to look, but these files are made already; leave it out");
        }
    }
}
