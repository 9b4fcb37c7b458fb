package dev.cistern.lab.flame;

import dev.cistern.lab.recording.ProfileSink;
import java.util.regex.Pattern;

/** Reads the names of frames: what kind of code they are, and their class and method. */
final class Frames {
    /** What async-profiler appends to tell interpreted, inlined and compiled code, kernel and classes apart. */
    private static final Pattern MARK = Pattern.compile("_\\[[jik01]]$");

    private Frames() {}

    /** What kind of thing a frame is. */
    enum Kind {
        JAVA('j'),
        NATIVE('n'),
        KERNEL('k'),
        CLASS('c'),
        OTHER('o');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    static Kind kind(String frame) {
        if (frame.endsWith(ProfileSink.KERNEL_MARK)) {
            return Kind.KERNEL;
        }
        if (frame.endsWith(ProfileSink.CLASS_MARK)) {
            String name = shown(frame);
            return name.endsWith("[]") || !looksLikeMethod(name) ? Kind.CLASS : Kind.JAVA;
        }
        if (frame.startsWith("(") || frame.startsWith("[")) {
            return Kind.OTHER;
        }
        return looksLikeMethod(shown(frame)) ? Kind.JAVA : Kind.NATIVE;
    }

    /** Whether the last part after a dot begins as methods do: with a small letter or an angle bracket. */
    private static boolean looksLikeMethod(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1 || name.contains("::") || name.contains(".so")) {
            return false;
        }
        char first = name.charAt(dot + 1);
        return first == '<' || first == '$' || first == '_' || Character.isLowerCase(first) || name.startsWith("java/");
    }

    /** The frame without its mark and with dots between packages. */
    static String shown(String frame) {
        String bare = frame.endsWith("]") ? MARK.matcher(frame).replaceFirst("") : frame;
        return bare.indexOf('/') > 0 && hasClassOfFile(bare) ? bare.replace('/', '.') : bare;
    }

    /** Whether what stands before the method is a class as class files name them, {@code java/util/HashMap}. */
    private static boolean hasClassOfFile(String name) {
        int dot = name.lastIndexOf('.');
        for (int i = 0; i < dot; i++) {
            char c = name.charAt(i);
            if (!Character.isJavaIdentifierPart(c) && c != '/' && c != '.') {
                return false;
            }
        }
        return dot > 0;
    }

    /** The class of a Java frame; empty where there is none. */
    static String className(String shown) {
        int dot = shown.lastIndexOf('.');
        return dot < 0 ? "" : shown.substring(0, dot);
    }

    /** The method of a Java frame; all of it where there is no class. */
    static String methodName(String shown) {
        return shown.substring(shown.lastIndexOf('.') + 1);
    }
}
