package dev.cistern.lab.classes;

import dev.cistern.lab.Outcome;

/** What the class files of a target tell of its objects. */
public final class TargetClasses {
    /** {@return whether objects of this class can be brought back to their initial state} */
    public ClassFinding state(String className) {
        return className.endsWith("[]")
                ? ClassFinding.of(Outcome.PASS, "An array's contents can be overwritten.")
                : new ClassFinding(
                        Outcome.UNKNOWN,
                        "The class file was not found.",
                        "holds if every field of " + className + " can be set back to its initial value");
    }

    /** {@return whether anything depends on which object of this class it is} */
    public ClassFinding identity(String className) {
        return new ClassFinding(
                Outcome.UNKNOWN,
                "Sampling can't see who keeps an object.",
                "holds if nobody keeps the " + className + " after it was released, in another thread or a collection");
    }
}
