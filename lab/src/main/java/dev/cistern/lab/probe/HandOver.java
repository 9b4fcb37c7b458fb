package dev.cistern.lab.probe;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of the JDK out of which a thread gets what another one put in. A thread that waits in a loop of its own for
 * the next object is in code that was there before the probe, and would not be seen otherwise.
 */
final class HandOver {
    private static final Set<String> TAKING = Set.of(
            "take",
            "takeFirst",
            "takeLast",
            "poll",
            "pollFirst",
            "pollLast",
            "remove",
            "removeFirst",
            "removeLast",
            "exchange");

    private HandOver() {}

    /** {@return whether a class, of all that can be instrumented, is one of the JDK's} */
    static boolean is(String className) {
        return className.startsWith("java.");
    }

    static boolean takes(MethodNode method) {
        return (method.access & Opcodes.ACC_PUBLIC) != 0
                && TAKING.contains(method.name)
                && method.desc.endsWith(")Ljava/lang/Object;");
    }
}
