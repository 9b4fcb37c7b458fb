package dev.cistern.lab.recording;

import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Turns the stacks, classes and threads of events into what reports show; equal stacks are one object, so that millions of
 * events cost no more memory than the different stacks among them. For one thread.
 */
public final class FlightStacks {
    private final ClassNames classNames = new ClassNames();
    private final CallPaths paths = new CallPaths(classNames);

    /** Nothing seen yet. */
    public FlightStacks() {}

    /**
     * {@return the Java frames of a stack, innermost first; one frame that says so where there are none}
     *
     * @param stack the stack; null for none
     */
    public List<Frame> path(@Nullable RecordedStackTrace stack) {
        return paths.path(stack);
    }

    /**
     * {@return the name of a class as it is written in source, {@code byte[]}; empty for none}
     *
     * @param type the class
     */
    public String className(@Nullable RecordedClass type) {
        return type == null ? "" : classNames.source(type.getName());
    }

    /**
     * {@return the name of a thread, with its number where it has no name; empty for none}
     *
     * @param thread the thread
     */
    public static String threadName(@Nullable RecordedThread thread) {
        if (thread == null) {
            return "";
        }
        String name = RecordedThreads.name(thread);
        return name.isEmpty() ? "thread " + RecordedThreads.id(thread) : name;
    }

    /**
     * {@return the number that the JVM's Java code knows a thread by; -1 for none}
     *
     * @param thread the thread
     */
    public static long threadId(@Nullable RecordedThread thread) {
        return RecordedThreads.id(thread);
    }

    /**
     * {@return whether a thread is there only because somebody observes}
     *
     * @param thread the thread
     */
    public static boolean observes(@Nullable RecordedThread thread) {
        return ObserverThreads.isOne(RecordedThreads.name(thread));
    }
}
