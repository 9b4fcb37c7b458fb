package dev.cistern.experiments.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.LabException;
import dev.cistern.lab.advise.Advice;
import dev.cistern.lab.probe.ProbeOptions;
import dev.cistern.lab.recording.TargetAgent;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The probe in targets of the oldest JDK it promises to enter and of the newest. */
final class ProbeIT {
    private static final ProbeOptions SHORT = new ProbeOptions(5, 16, Duration.ofSeconds(8));
    private static final String TRUTH = "dev.cistern.experiments.truth.";
    private static final int OBJECTS = 10_000;

    @Test
    void identityOfFourSitesOnJdk25_probed_boundaryFiveRightAndNothingLeftInTheClasses() throws IOException {
        identityOfFourSites(25);
    }

    @Test
    void identityOfFourSitesOnJdk17_probed_boundaryFiveRightAndNothingLeftInTheClasses() throws IOException {
        identityOfFourSites(17);
    }

    private static void identityOfFourSites(int feature) throws IOException {
        ProbeProof proof = new ProbeProof(FoundJdk.of(feature), ProofRun.Collector.G1);
        try (TargetProcess target = proof.start(List.of())) {
            Map<String, String> before = classes(target);
            ProbeProof.Result result = proof.run(target, SHORT);

            System.out.println(result.table());
            assertThat(result.right()).as(result.table()).isTrue();
            Advice advice = result.with();
            advice.probe()
                    .evidence()
                    .forEach((site, seen) -> assertThat(seen.enough())
                            .as("%s: %s", site.className(), seen)
                            .isTrue());
            assertThat(classes(target))
                    .as("the code of the classes")
                    .isEqualTo(before)
                    .isNotEmpty();
            assertThat(callsOfTheGate(target))
                    .as("calls of the gate from code that was instrumented")
                    .isZero();
        }
    }

    @Test
    void agentsForbidden_probe_refusedWithTheRemedy() throws IOException {
        ProbeProof proof = new ProbeProof(FoundJdk.of(25), ProofRun.Collector.G1);
        try (TargetProcess target = proof.start(List.of("-XX:-EnableDynamicAgentLoading"))) {
            assertThatThrownBy(() -> proof.run(target, SHORT))
                    .isInstanceOf(LabException.BadInput.class)
                    .hasMessageContaining("-XX:-EnableDynamicAgentLoading")
                    .hasMessageContaining("leave --probe out");
            assertThat(target.ask()).as("the target goes on").contains("ticket");
        }
    }

    @Test
    void order_anotherFailedBefore_carriedOut() throws IOException {
        ProbeProof proof = new ProbeProof(FoundJdk.of(25), ProofRun.Collector.G1);
        try (TargetProcess target = proof.start(List.of());
                TargetAgent agent = TargetAgent.load(target.pid())) {
            assertThatThrownBy(() -> agent.start(List.of("every 1 60", "site 0 byte[]"), Map.of()))
                    .isInstanceOf(LabException.BadInput.class)
                    .hasMessageContaining("start came before read");
            assertThat(agent.classes()).contains(TRUTH + "Ticket");
        }
    }

    /**
     * The code of the target's classes as its JVM has them: of those that the probe changes, and of others. What it names is
     * written out, since HotSpot keeps the constants of every version of a class, so that their numbers differ.
     */
    private static Map<String, String> classes(TargetProcess target) {
        Map<String, String> found = new TreeMap<>();
        try (TargetAgent agent = TargetAgent.load(target.pid())) {
            agent.read(agent.classes().stream()
                            .filter(name -> name.startsWith(TRUTH) || name.endsWith("ArrayBlockingQueue"))
                            .toList())
                    .forEach(
                            (name, bytes) -> found.put(name, code(ClassFile.of().parse(bytes))));
        }
        return found;
    }

    private static String code(ClassModel type) {
        return "version " + type.majorVersion() + "\n"
                + type.methods().stream()
                        .map(method -> method.methodName() + " " + method.methodType() + "\n"
                                + method.code().map(ProbeIT::instructions).orElse("no code"))
                        .collect(Collectors.joining("\n"));
    }

    private static String instructions(CodeModel code) {
        return code.elementStream()
                .filter(Instruction.class::isInstance)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    /** How often code tells the agent of an object while all sites make many and nothing is to be instrumented. */
    private static long callsOfTheGate(TargetProcess target) {
        try (TargetAgent agent = TargetAgent.load(target.pid())) {
            agent.classes();
            agent.read(List.of());
            agent.start(List.of("every 1 60", "site 0 " + TRUTH + "Ticket"), Map.of());
            String begun = target.ask();
            while (fewestMade(begun, target.ask()) < OBJECTS) {
                Thread.onSpinWait(); // the target answers when it has time, which keeps the pace
            }
            long[] cost = agent.end().stream()
                    .filter(line -> line.startsWith("cost "))
                    .findFirst()
                    .map(line -> Arrays.stream(line.split(" ", -1))
                            .skip(1)
                            .mapToLong(Long::parseLong)
                            .toArray())
                    .orElseThrow();
            assertThat(cost[3]).as("nanoseconds for which the gate was open").isPositive();
            return cost[0];
        }
    }

    private static double fewestMade(String first, String last) {
        Truth truth = Truth.between(first, last);
        return truth.seconds()
                * truth.sites().stream()
                        .mapToDouble(Truth.Site::objectsPerSecond)
                        .min()
                        .orElseThrow();
    }
}
