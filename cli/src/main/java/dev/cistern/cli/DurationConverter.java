package dev.cistern.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 60s}, {@code 2m}, {@code 500ms}, {@code 1h}, {@code 1.5m} or a plain number of seconds. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?) ?(ms|s|m|min|h|)");
    private static final BigDecimal LONGEST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);

    @Override
    public Duration convert(String word) {
        Matcher matcher = FORM.matcher(word.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "it must be a time such as 60s, 2m, 500ms or 90 (seconds), but was '" + word + "'");
        }
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millis(matcher.group(2))));
        return Duration.ofMillis(
                millis.min(LONGEST_MILLIS).max(LONGEST_MILLIS.negate()).longValue());
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            default -> 1_000;
        };
    }
}
