package dev.cistern.lab;

/** The word every instrument concludes with; it means the same thing everywhere. */
public enum Verdict {
    /** Reuse is worth its risks here: the gain is measured and its interval excludes zero. */
    PAYS,
    /** Reuse takes more than it gives here, or cannot be done safely. */
    DOES_NOT_PAY,
    /** The evidence does not suffice; the reason says whether more recording would help. */
    UNDECIDED
}
