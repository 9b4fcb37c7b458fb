package dev.cistern.lab.advise;

/** Code to start from, in the types of a site. */
final class Snippets {
    private static final int ARRAY_HEADER_BYTES = 16;

    private Snippets() {}

    static String scratchPool(String className, double objectBytes, String resetCall) {
        String type = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return className.endsWith("[]") ? ofArray(type, className, objectBytes) : ofObject(type, resetCall);
    }

    private static String ofArray(String type, String className, double objectBytes) {
        String element = type.substring(0, type.length() - 2);
        long length = Math.max(1, Math.round((objectBytes - ARRAY_HEADER_BYTES) / elementBytes(className)));
        return """
                private static final ScratchPool<%1$s> SCRATCH = ScratchPool.builder(
                                PoolPolicy.of(() -> new %2$s[%3$d], array -> true)) // Arrays.fill here if it holds secrets
                        .name("scratch")
                        .build();

                %1$s scratch = SCRATCH.acquire();
                try {
                    // use it; never read beyond what you wrote
                } finally {
                    SCRATCH.release(scratch);
                }
                """.formatted(type, element, length);
    }

    private static String ofObject(String type, String resetCall) {
        String reset =
                resetCall.isEmpty() ? "// set every field back to its initial value" : "object." + resetCall + ";";
        return """
                private static final ScratchPool<%1$s> SCRATCH = ScratchPool.builder(
                                PoolPolicy.of(%1$s::new, object -> {
                                    %2$s
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
                """.formatted(type, reset);
    }

    private static int elementBytes(String className) {
        return switch (className) {
            case "byte[]", "boolean[]" -> 1;
            case "char[]", "short[]" -> 2;
            case "long[]", "double[]" -> 8;
            default -> 4;
        };
    }
}
