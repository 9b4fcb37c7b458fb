package dev.cistern.cli;

import dev.cistern.lab.recording.ProfileKind;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what to profile: cpu, wall, alloc, live or lock. */
final class ProfileKindConverter implements ITypeConverter<ProfileKind> {
    @Override
    public ProfileKind convert(String word) {
        return Arrays.stream(ProfileKind.values())
                .filter(kind -> kind.label().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected "
                        + Arrays.stream(ProfileKind.values())
                                .map(ProfileKind::label)
                                .collect(Collectors.joining(", "))
                        + ", but was '" + word + "'"));
    }
}
