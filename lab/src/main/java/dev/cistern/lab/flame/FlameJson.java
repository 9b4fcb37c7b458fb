package dev.cistern.lab.flame;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.TargetFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a profile's figures after the schema {@code cistern/flame/1}; its stacks go into the formats made for them. */
final class FlameJson {
    static final String SCHEMA = "cistern/flame/1";

    private static final int MOST_FRAMES = 1_000;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FlameJson() {}

    static String render(Profile profile) {
        Profile.Facts facts = profile.facts();
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("event", facts.event());
        root.put("unit", facts.unit().label());
        root.put("source", facts.source());
        root.put("engine", facts.engine().isEmpty() ? null : facts.engine());
        root.put("partial", facts.partial());
        root.put("startedAt", facts.startEpochNanos() == 0 ? null : instant(facts.startEpochNanos()));
        root.put("seconds", facts.seconds() == 0 ? null : (Double) facts.seconds());
        target(root.putObject("target"), facts.target());
        root.put("total", profile.total());
        root.put("samples", profile.samples());
        root.put("stacks", profile.tree().stackCount());
        Profile.Calibration calibration = facts.calibration();
        if (calibration == null) {
            root.putNull("calibration");
        } else {
            root.putObject("calibration").put("sampled", calibration.sampled()).put("exact", calibration.exact());
        }
        root.put("dropped", facts.dropped());
        comparison(root, profile);
        frames(root.putArray("frames"), profile);
        if (FrameSums.endsInClasses(profile.tree())) {
            sites(root.putArray("sites"), profile);
        }
        lens(root.putArray("lens"), profile);
        ArrayNode notes = root.putArray("notes");
        facts.notes().forEach(notes::add);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static String instant(long epochNanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, second), Math.floorMod(epochNanos, second))
                .toString();
    }

    private static void target(ObjectNode json, TargetFacts target) {
        json.put("pid", target.pid() == 0 ? null : (Long) target.pid());
        json.put("mainClass", target.mainClass());
        json.put("jvm", target.jvm());
        json.put("javaVersion", target.javaVersion() == 0 ? null : (Integer) target.javaVersion());
    }

    private static void comparison(ObjectNode root, Profile profile) {
        Profile.Comparison comparison = profile.facts().comparison();
        if (comparison == null) {
            root.putNull("comparison");
            return;
        }
        root.putObject("comparison")
                .put("source", comparison.source())
                .put("scale", comparison.scale())
                .put("total", profile.tree().baseTotal());
    }

    private static void frames(ArrayNode frames, Profile profile) {
        boolean compared = profile.facts().comparison() != null;
        List<FrameSums.Sum> sums = FrameSums.of(profile.tree());
        for (FrameSums.Sum sum : sums.subList(0, Math.min(MOST_FRAMES, sums.size()))) {
            frames.addObject()
                    .put("name", Frames.shown(sum.frame()))
                    .put("kind", Frames.kind(sum.frame()).name().toLowerCase(Locale.ROOT))
                    .put("self", sum.self())
                    .put("total", sum.total())
                    .put("baseSelf", compared ? (Double) sum.baseSelf() : null)
                    .put("baseTotal", compared ? (Double) sum.baseTotal() : null);
        }
    }

    private static void sites(ArrayNode sites, Profile profile) {
        List<FrameSums.Sum> sums = FrameSums.sites(profile.tree());
        for (FrameSums.Sum sum : sums.subList(0, Math.min(MOST_FRAMES, sums.size()))) {
            Estimate interval = Weights.interval(profile, sum);
            sites.addObject()
                    .put("name", sum.frame())
                    .put("weight", sum.self())
                    .put("low", interval == null ? null : (Double) interval.low())
                    .put("high", interval == null ? null : (Double) interval.high());
        }
    }

    private static void lens(ArrayNode rows, Profile profile) {
        for (Lens.Row row : Lens.of(profile)) {
            ObjectNode json = rows.addObject();
            json.put("library", row.library()).put("calledBy", row.group()).put("share", row.share());
            paths(json, row.paths());
            ArrayNode callers = json.putArray("callers");
            row.callers().forEach(caller -> paths(callers.addObject().put("method", caller.method()), caller.paths()));
        }
    }

    private static void paths(ObjectNode json, Lens.Paths paths) {
        json.put("hit", paths.hit()).put("miss", paths.miss()).put("release", paths.release());
    }
}
