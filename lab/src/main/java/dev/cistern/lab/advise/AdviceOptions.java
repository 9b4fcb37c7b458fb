package dev.cistern.lab.advise;

import dev.cistern.lab.LabException;
import dev.cistern.lab.cost.CostModel;
import dev.cistern.lab.probe.ProbeReport;
import java.util.List;

/**
 * How a recording is to be judged.
 *
 * @param minePackages the packages whose code the user can edit, {@code com.acme}; empty where the user did not say, then
 *     a site belongs to the first frame outside the JDK
 * @param cost what allocating and pooling cost on this machine
 * @param probe what a probe saw of the sites
 */
public record AdviceOptions(List<String> minePackages, CostModel cost, ProbeReport probe) {
    /**
     * Checks the packages and strips what people add to them, {@code com.acme.*} and {@code com.acme.}.
     *
     * @throws LabException.BadInput if something else than a package name is among them
     */
    public AdviceOptions {
        minePackages = minePackages.stream().map(AdviceOptions::packageName).toList();
    }

    /**
     * Options for a recording that no probe was made with.
     *
     * @param minePackages the packages whose code the user can edit
     * @param cost what allocating and pooling cost on this machine
     * @throws LabException.BadInput if something else than a package name is among them
     */
    public AdviceOptions(List<String> minePackages, CostModel cost) {
        this(minePackages, cost, ProbeReport.NONE);
    }

    /**
     * The same options with what a probe saw.
     *
     * @param seen what it saw
     * @return the new options
     */
    public AdviceOptions with(ProbeReport seen) {
        return new AdviceOptions(minePackages, cost, seen);
    }

    private static String packageName(String given) {
        String name = given.strip().replaceAll("\\.?\\**$", "");
        if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*")) {
            throw new LabException.BadInput("'" + given + "' is not a package name; give one such as com.acme");
        }
        return name;
    }

    /** {@return whether a class lies in one of the user's packages} */
    boolean isMine(String className) {
        return minePackages.stream().anyMatch(name -> className.startsWith(name + "."));
    }
}
