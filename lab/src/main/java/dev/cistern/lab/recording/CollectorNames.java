package dev.cistern.lab.recording;

/** What the names that HotSpot gives to its collectors and collections mean. */
final class CollectorNames {
    private CollectorNames() {}

    /** What a collection looks at. */
    record Kind(boolean reclaimsYoung, boolean major) {}

    /** The kind of a collection by the name in its event; a name not known here counts as one of the whole heap. */
    static Kind kind(String collection) {
        return switch (collection) {
            case "G1New", "DefNew", "ParallelScavenge", "ParNew", "ZGC Minor" -> new Kind(true, false);
            case "G1Old" -> new Kind(false, true); // the concurrent cycle, which only marks
            default -> new Kind(true, true);
        };
    }

    /** The collector that a young or old collector, a collection or a VM flag belongs to; empty when not known. */
    static String collector(String name) {
        if (name.contains("G1")) {
            return "G1";
        }
        if (name.contains("Parallel") || name.startsWith("PS")) {
            return "Parallel";
        }
        if (name.contains("Shenandoah")) {
            return "Shenandoah";
        }
        if (name.contains("Serial") || name.equals("DefNew")) {
            return "Serial";
        }
        return name.equals("Z") || name.startsWith("Z ") || name.contains("ZGC") ? "ZGC" : "";
    }

    /**
     * Whether the JVM's collections find out soon which followed objects are dead.
     *
     * <p>Following means a weak reference. Each collection of young objects clears those of the dead, but generational
     * ZGC takes every weak reference to a young object for a strong one. It clears them once the object was promoted and a
     * major collection has marked the old ones, so what it has not cleared may have been dead for minutes.
     */
    static boolean clearsFollowed(String collector, int javaVersion) {
        return !(collector.equals("ZGC") && javaVersion >= 21);
    }
}
