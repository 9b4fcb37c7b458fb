import org.jspecify.annotations.NullMarked;

/**
 * Replays request traces through the cache's own policies, and says what the best possible policy would have done.
 *
 * <p>This module is not a benchmark (it measures no time) and not a model of a policy: it runs the classes that the cache
 * runs. Three types to know: {@link dev.cistern.simulator.Trace}, the requests;
 * {@link dev.cistern.simulator.Simulation}, which replays them;
 * {@link dev.cistern.simulator.SimulationReport}, what came of it.
 */
@NullMarked
module dev.cistern.simulator {
    requires static transitive org.jspecify;
    requires transitive dev.cistern.cache;
    requires tools.jackson.databind;

    exports dev.cistern.simulator;
}
