package dev.cistern.lab.recording;

/**
 * One frame of a call path.
 *
 * @param className the binary class name with dots, {@code com.acme.Parser$State}
 * @param methodName the method's simple name, {@code read}, {@code <init>} or {@code lambda$read$0}
 * @param descriptor the method's descriptor, {@code (I[B)V}; empty where the recording does not tell
 * @param line the source line, or 0 where it is not known
 */
public record Frame(String className, String methodName, String descriptor, int line) {
    /** {@return class and method as a report shows them, {@code com.acme.Parser.read}} */
    public String qualifiedMethod() {
        return className + "." + methodName;
    }
}
