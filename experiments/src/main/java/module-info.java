import org.jspecify.annotations.NullMarked;

/**
 * Programs whose answers are known: the known-truth target that holds the instruments to account, and the demo service.
 */
@NullMarked
module dev.cistern.experiments {
    requires static transitive org.jspecify;
    requires dev.cistern.cache;
    requires dev.cistern.lab;
    requires dev.cistern.pool;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.jfr;
    requires jdk.management;
    requires tools.jackson.databind;

    exports dev.cistern.experiments.boundaries;
    exports dev.cistern.experiments.demo;

    provides dev.cistern.lab.ReferenceSlot with
            dev.cistern.experiments.cost.PoolSlot;
}
