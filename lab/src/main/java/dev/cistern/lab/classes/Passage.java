package dev.cistern.lab.classes;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a method, and those it calls, do with an object.
 *
 * @param fates what happens to it; empty where it stays within
 * @param tooBig the calls that receive it and keep nothing, but are too big for the compiler to inline
 */
record Passage(Set<Fate> fates, Set<BigCall> tooBig) {
    /**
     * A call that the compiler does not inline for its size.
     *
     * @param caller the calling method, {@code Parser.read}
     * @param callee the method called
     * @param bytes the length of its bytecode
     */
    record BigCall(String caller, String callee, int bytes) {}

    static Passage empty() {
        return new Passage(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    static Passage of(Fate fate) {
        Passage passage = empty();
        passage.fates.add(fate);
        return passage;
    }

    boolean returns() {
        return fates.stream().anyMatch(fate -> fate.kind() == Fate.Kind.RETURNED);
    }

    /** Takes over what another method does, but for its handing the object back. */
    void addInner(Passage inner) {
        inner.fates.stream().filter(fate -> fate.kind() != Fate.Kind.RETURNED).forEach(fates::add);
        tooBig.addAll(inner.tooBig);
    }
}
