package dev.cistern.lab.classes;

/** Names of the class file format brought to those of a report, and back. */
final class MethodNames {
    private MethodNames() {}

    /** {@return {@code Parser.read} for {@code com/acme/Parser} and {@code read}} */
    static String readable(String internalName, String method) {
        return simple(internalName) + "." + method;
    }

    static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }

    static String internal(String className) {
        return className.replace('.', '/');
    }

    /** {@return the name by which an instruction allocates a class: {@code com/acme/Order}, {@code [B}, {@code [[I}} */
    static String allocated(String className) {
        int dimensions = 0;
        String element = className;
        while (element.endsWith("[]")) {
            element = element.substring(0, element.length() - 2);
            dimensions++;
        }
        return dimensions == 0 ? internal(element) : "[".repeat(dimensions) + descriptor(element);
    }

    private static String descriptor(String element) {
        return switch (element) {
            case "boolean" -> "Z";
            case "byte" -> "B";
            case "char" -> "C";
            case "short" -> "S";
            case "int" -> "I";
            case "long" -> "J";
            case "float" -> "F";
            case "double" -> "D";
            default -> "L" + internal(element) + ";";
        };
    }
}
