import org.jspecify.annotations.NullMarked;

/**
 * The instruments: they observe any JVM from outside and judge what they see.
 *
 * <p>This module is not a profiler's user interface and not a library to link into a service; it runs beside the
 * process it looks at. Three types to know: {@link dev.cistern.lab.recording.Recording}, what was observed;
 * {@link dev.cistern.lab.advise.Advice}, what Cistern concludes from it; {@link dev.cistern.lab.Verdict}, the word it
 * concludes with.
 */
@NullMarked
@SuppressWarnings("requires-automatic") // HdrHistogram has no module descriptor; its name is that of its file
module dev.cistern.lab {
    requires static transitive org.jspecify;
    requires jdk.attach;
    requires jdk.httpserver;
    requires transitive jdk.jfr;
    requires java.management;
    requires java.net.http;
    requires HdrHistogram;
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.tree;
    requires org.objectweb.asm.tree.analysis;
    requires transitive tools.jackson.databind;

    uses dev.cistern.lab.ReferenceSlot;

    exports dev.cistern.lab.advise;
    exports dev.cistern.lab.cost;
    exports dev.cistern.lab.flame;
    exports dev.cistern.lab.matrix;
    exports dev.cistern.lab.probe;
    exports dev.cistern.lab.prove;
    exports dev.cistern.lab.gc;
    exports dev.cistern.lab.recording;
    exports dev.cistern.lab.report;
    exports dev.cistern.lab.shell;
    exports dev.cistern.lab.stall;
    exports dev.cistern.lab.statistics;
    exports dev.cistern.lab.web;
    exports dev.cistern.lab;
}
