package dev.cistern.lab.advise;

import java.util.Arrays;

/**
 * Code to start from, in the types of a site: the fields and statements of a class that then compiles against {@code
 * cistern-pool}, given that the pooled type can be seen and has a constructor without arguments; where
 * it has none, its arguments are left to fill in.
 */
final class Snippets {
    private static final int ARRAY_HEADER_BYTES = 16;
    private static final String IMPORTS = """
            // import dev.cistern.pool.PoolPolicy;
            // import dev.cistern.pool.ScratchPool;
            """;

    private Snippets() {}

    static String scratchPool(String className, double objectBytes, String resetCall) {
        String type = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return IMPORTS
                + (className.endsWith("[]")
                        ? ofArray(type, className, objectBytes)
                        : ofObject(type, creation(className, type), resetCall));
    }

    private static String ofArray(String type, String className, double objectBytes) {
        int brackets = type.indexOf("[]");
        long length = Math.max(1, Math.round((objectBytes - ARRAY_HEADER_BYTES) / elementBytes(className)));
        String create = type.substring(0, brackets) + "[" + length + "]" + type.substring(brackets + 2);
        String reset = elementBytesOfPrimitive(className) > 0
                ? "array -> true)) // add Arrays.fill where it holds secrets"
                : """
                array -> {
                                    java.util.Arrays.fill(array, null); // what is idle keeps nothing alive
                                    return true;
                                }))""";
        return """
                private static final ScratchPool<%1$s> SCRATCH = ScratchPool.builder(
                                // the usual length: take the longest that you need
                                PoolPolicy.of(() -> new %2$s, %3$s
                        .name("scratch")
                        .build();

                %1$s scratch = SCRATCH.acquire();
                try {
                    // use it; never read beyond what you wrote
                } finally {
                    SCRATCH.release(scratch);
                }
                """.formatted(type, create, reset);
    }

    /** Of the constructors only those of the JDK's own classes are known here. */
    private static String creation(String className, String type) {
        try {
            Class<?> known = Class.forName(className, false, ClassLoader.getPlatformClassLoader());
            boolean needsArguments = Arrays.stream(known.getConstructors())
                    .noneMatch(constructor -> constructor.getParameterCount() == 0);
            return "new " + type + (needsArguments ? "(/* what this site gives it */)" : "()");
        } catch (ClassNotFoundException e) {
            return "new " + type + "()";
        }
    }

    private static String ofObject(String type, String creation, String resetCall) {
        String reset =
                resetCall.isEmpty() ? "// set every field back to its initial value" : "object." + resetCall + ";";
        return """
                private static final ScratchPool<%1$s> SCRATCH = ScratchPool.builder(
                                PoolPolicy.of(() -> %2$s, object -> {
                                    %3$s
                                    return true;
                                }))
                        .name("scratch")
                        .build();

                %1$s object = SCRATCH.acquire();
                try {
                    // use it; let nobody keep it
                } finally {
                    SCRATCH.release(object);
                }
                """.formatted(type, creation, reset);
    }

    /** References take 4 bytes in heaps up to 32 GB. */
    private static int elementBytes(String className) {
        int primitive = elementBytesOfPrimitive(className);
        return primitive > 0 ? primitive : 4;
    }

    private static int elementBytesOfPrimitive(String className) {
        return switch (className) {
            case "byte[]", "boolean[]" -> 1;
            case "char[]", "short[]" -> 2;
            case "int[]", "float[]" -> 4;
            case "long[]", "double[]" -> 8;
            default -> 0;
        };
    }
}
