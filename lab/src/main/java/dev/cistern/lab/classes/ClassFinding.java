package dev.cistern.lab.classes;

import dev.cistern.lab.Outcome;

/**
 * What class files tell about one boundary of one site.
 *
 * @param outcome how it comes out
 * @param evidence what was found, one sentence
 * @param condition what the user has to check by hand; empty where the outcome stands without
 */
public record ClassFinding(Outcome outcome, String evidence, String condition) {
    /** {@return a finding that stands as it is} */
    public static ClassFinding of(Outcome outcome, String evidence) {
        return new ClassFinding(outcome, evidence, "");
    }
}
