package dev.cistern.lab;

/** How one applicability boundary came out for one allocation site. */
public enum Outcome {
    /** Evidence shows that the site lies inside the boundary. */
    PASS,
    /** Evidence shows that the site lies outside the boundary. */
    FAIL,
    /** Nothing that was observed decides the boundary. */
    UNKNOWN
}
