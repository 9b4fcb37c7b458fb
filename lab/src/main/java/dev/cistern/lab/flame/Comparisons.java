package dev.cistern.lab.flame;

/** Lays a profile over an earlier one, so that each frame shows by how much it grew or shrank. */
public final class Comparisons {
    private Comparisons() {}

    /**
     * Compares two profiles.
     *
     * <p>Where the lengths of both are known, the earlier one is scaled to the length of the later; else, where the
     * weights are samples, to its total, since nothing else makes them comparable.
     *
     * @param now the later profile, which is drawn
     * @param before the earlier one
     * @return a new profile with both
     * @throws dev.cistern.lab.LabException.BadInput if the two count different things
     */
    public static Profile compare(Profile now, Profile before) {
        ProfileFiles.mustMatch(now, before);
        double scale = 1;
        String scaling = "as they are";
        if (now.facts().seconds() > 0 && before.facts().seconds() > 0) {
            scale = now.facts().seconds() / before.facts().seconds();
            scaling = "per second";
        } else if (before.total() > 0
                && now.facts().seconds() == 0
                && before.facts().seconds() == 0) {
            scale = now.total() / before.total();
            scaling = "as shares, since neither tells how long it lasted";
        }
        CallTree both = new CallTree();
        both.addAll(now.tree(), 1);
        both.addAllAsBase(before.tree(), scale);
        return new Profile(
                both, now.facts().compared(new Profile.Comparison(before.facts().source(), scale, scaling)));
    }
}
