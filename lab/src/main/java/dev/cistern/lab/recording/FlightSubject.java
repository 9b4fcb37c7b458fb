package dev.cistern.lab.recording;

import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** What flight recordings tell of the program, JVM and machine they were made in; it is fed with their events. */
public final class FlightSubject {
    private final FlightMachine machine = new FlightMachine();
    private String collector = "";

    /** A subject of which nothing is known yet. */
    public FlightSubject() {}

    /** {@return the settings of the events that tell it} */
    public static Map<String, Map<String, String>> settings() {
        Map<String, Map<String, String>> all = FlightEventSettings.file();
        all.keySet()
                .retainAll(List.of(
                        "jdk.JVMInformation",
                        "jdk.InitialSystemProperty",
                        "jdk.GCConfiguration",
                        "jdk.CPUInformation",
                        "jdk.ContainerConfiguration"));
        return all;
    }

    /**
     * Whether a collection also looks at old objects.
     *
     * @param collection the name in its event, {@code G1New}
     * @return true as well where the name is not known
     */
    public static boolean looksAtOld(String collection) {
        return CollectorNames.kind(collection).major();
    }

    /**
     * Takes note of an event, of whatever kind.
     *
     * @param event the event
     */
    public void accept(RecordedEvent event) {
        String kind = event.getEventType().getName();
        if (kind.equals("jdk.GarbageCollection") && collector.isEmpty()) {
            collector = CollectorNames.collector(event.getString("name"));
        }
        machine.accept(kind, event);
    }

    /** {@return what is known; zeros and empty texts where the recordings did not tell} */
    public TargetFacts facts() {
        TargetFacts facts = machine.target(List.of());
        return facts.collector().isEmpty()
                ? new TargetFacts(
                        facts.pid(),
                        facts.mainClass(),
                        facts.jvm(),
                        facts.javaVersion(),
                        collector,
                        facts.cores(),
                        facts.classPath(),
                        facts.javaHome(),
                        facts.jvmArguments())
                : facts;
    }
}
