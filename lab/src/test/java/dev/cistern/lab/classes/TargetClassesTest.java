package dev.cistern.lab.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.Outcome;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.Recording.InliningRefusal;
import dev.cistern.lab.recording.TargetFacts;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TargetClassesTest {
    private static final String PLAIN = Specimens.Plain.class.getName();

    private final TargetClasses classes = classesWith();

    @AfterEach
    void close() {
        classes.close();
    }

    private static TargetClasses classesWith(String... jvmArguments) {
        try {
            Path own = Path.of(Specimens.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new TargetClasses(new TargetFacts(
                    1,
                    "Main",
                    "HotSpot",
                    25,
                    "G1",
                    2,
                    List.of(own.toString()),
                    System.getProperty("java.home"),
                    List.of(jvmArguments)));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Frame> path(String... methods) {
        return Arrays.stream(methods)
                .map(method -> new Frame(Specimens.class.getName(), method, "", 0))
                .toList();
    }

    private ClassFinding identity(String... methods) {
        return classes.identity(PLAIN, path(methods));
    }

    @Test
    void state_record_fails() {
        ClassFinding finding = classes.state(Specimens.Priced.class.getName());
        assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(finding.evidence()).contains("immutable", "final field price");
    }

    @Test
    void state_string_failsThoughItCachesItsHash() {
        assertThat(classes.state("java.lang.String").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void state_stateless_failsSinceOneServesAll() {
        assertThat(classes.state(Specimens.Stateless.class.getName()).evidence())
                .contains("one instance serves all");
    }

    @Test
    void state_mutableFields_passes() {
        assertThat(classes.state(PLAIN).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void state_clearMethod_passesAndNamesIt() {
        ClassFinding finding = classes.state(Specimens.Cleared.class.getName());
        assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
        assertThat(finding.evidence()).contains("clear()");
        assertThat(classes.resetCall(Specimens.Cleared.class.getName())).isEqualTo("clear()");
    }

    @Test
    void state_stringBuilderOfTheModuleImage_passesBySetLength() {
        assertThat(classes.state("java.lang.StringBuilder").outcome()).isEqualTo(Outcome.PASS);
        assertThat(classes.resetCall("java.lang.StringBuilder")).isEqualTo("setLength(0)");
    }

    @Test
    void state_finalFieldsThatHoldOwnObjects_passes() {
        assertThat(classes.state(Specimens.OwnContents.class.getName()).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void state_oneFinalFieldSetFromOutside_isAConditionThatNamesIt() {
        ClassFinding finding = classes.state(Specimens.Numbered.class.getName());
        assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finding.condition()).contains("final field number");
    }

    @Test
    void state_lockInAField_fails() {
        ClassFinding finding = classes.state(Specimens.Guarded.class.getName());
        assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(finding.evidence()).contains("lock", "ReentrantLock");
    }

    @Test
    void state_threadItself_fails() {
        assertThat(classes.state(Specimens.Worker.class.getName()).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void state_classNotFound_isUnknownWithACondition() {
        ClassFinding finding = classes.state("com.acme.MadeAtRunTime");
        assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finding.condition()).isNotEmpty();
    }

    @Test
    void state_array_passes() {
        assertThat(classes.state("byte[]").outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void identity_followedToItsEnd_passes() {
        assertThat(identity("keepsNothing").outcome()).isEqualTo(Outcome.PASS);
        assertThat(identity("recurses").outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void identity_bufferForAStream_passesByTheStreamsContract() {
        assertThat(classes.identity("byte[]", path("fills")).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void identity_storedInAField_isAConditionThatNamesTheField() {
        for (String method : List.of("stores", "storesInOneBranch")) {
            ClassFinding finding = identity(method);
            assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(finding.condition()).contains(method + " stores it in Specimens.last");
        }
    }

    @Test
    void identity_staticFieldLockOrKey_fails() {
        assertThat(identity("shares").evidence()).contains("static field Specimens.shared");
        assertThat(identity("locks").evidence()).contains("locks it");
        assertThat(identity("usesAsKey").evidence()).contains("key in Map.put");
        for (String method : List.of("shares", "locks", "usesAsKey")) {
            assertThat(identity(method).outcome()).isEqualTo(Outcome.FAIL);
        }
    }

    @Test
    void identity_handedToAnInterfaceOrALambda_isUnknown() {
        assertThat(identity("handsOn").evidence()).contains("passes it to Queue.add");
        assertThat(identity("captures").evidence()).contains("lambda");
    }

    @Test
    void identity_returned_isFollowedIntoTheCaller() {
        assertThat(identity("makes", "usesMade").outcome()).isEqualTo(Outcome.PASS);
        assertThat(identity("makes", "storesMade").evidence()).contains("storesMade stores it in Specimens.last");
        assertThat(identity("makes").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void inlinable_argumentOfABigMethod_namesItWithItsSizeAndTheCompilersWords() {
        List<InliningRefusal> refusals = List.of(new InliningRefusal(
                Specimens.class.getName() + ".passesToBig", Specimens.class.getName() + ".big", "hot method too big"));
        assertThat(classes.inlinable(PLAIN, path("passesToBig"), refusals))
                .get()
                .asString()
                .contains("Specimens.big", "inlined up to 325", "hot method too big");
    }

    @Test
    void inlinable_raisedLimitKeptObjectOrArray_isNot() {
        try (TargetClasses raised = classesWith("-XX:FreqInlineSize=1000")) {
            assertThat(raised.inlinable(PLAIN, path("passesToBig"), List.of())).isEmpty();
        }
        assertThat(classes.inlinable(PLAIN, path("stores"), List.of())).isEmpty();
        assertThat(classes.inlinable(PLAIN, path("keepsNothing"), List.of())).isEmpty();
        assertThat(classes.inlinable("byte[]", path("fills"), List.of())).isEmpty();
    }
}
