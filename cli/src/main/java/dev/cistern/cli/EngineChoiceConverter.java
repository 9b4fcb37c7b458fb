package dev.cistern.cli;

import dev.cistern.lab.recording.EngineChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --engine}. */
final class EngineChoiceConverter implements ITypeConverter<EngineChoice> {
    @Override
    public EngineChoice convert(String word) {
        for (EngineChoice choice : EngineChoice.values()) {
            if (choice.label().equals(word)) {
                return choice;
            }
        }
        throw new TypeConversionException("engine must be auto, async-profiler or jfr, but was " + word);
    }
}
