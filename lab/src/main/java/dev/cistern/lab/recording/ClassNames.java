package dev.cistern.lab.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the class names of the JVM's tools into those of source code; remembers the ones it has seen. */
final class ClassNames {
    /** The address that makes a hidden class unique; it differs from run to run and tells a reader nothing. */
    private static final Pattern HIDDEN_SUFFIX = Pattern.compile("[./+]0x[0-9a-fA-F]+(?=$|\\[|;)");

    private static final Pattern LAMBDA_NUMBER = Pattern.compile("\\$\\$Lambda\\$\\d+");

    private final Map<String, String> known = new HashMap<>();

    /** The name as in source: {@code [B} is {@code byte[]}, {@code T$$Lambda/0x01} is {@code T$$Lambda}. */
    String source(String jvmName) {
        return known.computeIfAbsent(jvmName, ClassNames::convert);
    }

    private static String convert(String jvmName) {
        String name = jvmName.indexOf("0x") > 0 ? HIDDEN_SUFFIX.matcher(jvmName).replaceAll("") : jvmName;
        if (name.contains("$$Lambda$")) {
            name = LAMBDA_NUMBER.matcher(name).replaceAll("\\$\\$Lambda");
        }
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = dimensions == 0 ? name : element(name.substring(dimensions));
        return element.replace('/', '.') + "[]".repeat(dimensions);
    }

    private static String element(String descriptor) {
        return switch (descriptor) {
            case "B" -> "byte";
            case "C" -> "char";
            case "D" -> "double";
            case "F" -> "float";
            case "I" -> "int";
            case "J" -> "long";
            case "S" -> "short";
            case "Z" -> "boolean";
            default ->
                descriptor.startsWith("L")
                        ? descriptor.substring(
                                1, descriptor.endsWith(";") ? descriptor.length() - 1 : descriptor.length())
                        : descriptor;
        };
    }
}
