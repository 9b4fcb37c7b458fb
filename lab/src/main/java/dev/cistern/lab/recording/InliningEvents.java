package dev.cistern.lab.recording;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedObject;

/** Gathers what the optimising compiler refused to inline, each refusal once. */
final class InliningEvents {
    private static final int MOST = 50_000;

    private final ClassNames classNames;
    private final Set<Recording.InliningRefusal> refusals = new LinkedHashSet<>();

    InliningEvents(ClassNames classNames) {
        this.classNames = classNames;
    }

    void decision(RecordedEvent event) {
        RecordedMethod caller = event.getValue("caller");
        RecordedObject callee = event.getValue("callee");
        if (event.getBoolean("succeeded") || caller == null || callee == null || refusals.size() >= MOST) {
            return;
        }
        refusals.add(new Recording.InliningRefusal(
                classNames.source(caller.getType().getName()) + "." + caller.getName(),
                classNames.source(callee.getString("type")) + "." + callee.getString("name"),
                event.getString("message")));
    }

    List<Recording.InliningRefusal> refusals() {
        return List.copyOf(refusals);
    }
}
