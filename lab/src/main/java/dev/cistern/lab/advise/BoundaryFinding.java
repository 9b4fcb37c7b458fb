package dev.cistern.lab.advise;

import dev.cistern.lab.Boundary;
import dev.cistern.lab.Outcome;

/**
 * How one boundary came out for one site.
 *
 * @param boundary which boundary
 * @param outcome how it came out
 * @param evidence the figures and facts behind the outcome, one sentence
 */
public record BoundaryFinding(Boundary boundary, Outcome outcome, String evidence) {}
