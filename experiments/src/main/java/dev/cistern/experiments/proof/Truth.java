package dev.cistern.experiments.proof;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the target itself counted between two moments.
 *
 * @param seconds the time between them
 * @param bytesPerSecond bytes allocated a second by all its threads
 * @param sites its sites
 */
record Truth(double seconds, double bytesPerSecond, List<Site> sites) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What the target counted at one site.
     *
     * @param name the site's short name
     * @param className the allocated class as in source
     * @param method the allocating method with its class
     * @param scalarReplaced whether nothing is really allocated
     * @param objectBytes the size of an object
     * @param objectsPerSecond objects a second
     * @param lifeSeconds their mean life
     */
    record Site(
            String name,
            String className,
            String method,
            boolean scalarReplaced,
            long objectBytes,
            double objectsPerSecond,
            double lifeSeconds) {
        double bytesPerSecond() {
            return objectBytes * objectsPerSecond;
        }
    }

    /** {@return what happened between two answers of the target, each a line of JSON} */
    static Truth between(String first, String last) {
        JsonNode before = JSON.readTree(first);
        JsonNode after = JSON.readTree(last);
        double seconds = difference(before, after, "elapsedNanos") / 1e9;
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < after.get("sites").size(); i++) {
            sites.add(site(before.get("sites").get(i), after.get("sites").get(i), seconds));
        }
        return new Truth(seconds, difference(before, after, "allocatedBytes") / seconds, sites);
    }

    /** {@return the bytes a second of all sites together} */
    double bytesPerSecondOfSites() {
        return sites.stream()
                .filter(site -> !site.scalarReplaced)
                .mapToDouble(Site::bytesPerSecond)
                .sum();
    }

    private static Site site(JsonNode before, JsonNode after, double seconds) {
        return new Site(
                after.get("name").asString(),
                after.get("className").asString(),
                after.get("method").asString(),
                after.get("scalarReplaced").asBoolean(),
                after.get("objectBytes").asLong(),
                difference(before, after, "objects") / seconds,
                after.get("lifeSeconds").asDouble());
    }

    private static double difference(JsonNode before, JsonNode after, String name) {
        return after.get(name).asDouble() - before.get(name).asDouble();
    }
}
