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
     * Whether the collection finds out which followed objects are dead. Generational ZGC does so in major collections
     * only; everywhere else each collection of young objects does.
     */
    static boolean decidesFollowed(Collection collection) {
        return collection.reclaimsYoung() && !collection.collector().equals("ZGC Minor");
    }
}
