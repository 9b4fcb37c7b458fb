package dev.cistern.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the modules: who may know whom, and what may be seen from outside. */
final class ArchitectureTest {
    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.cistern");
    }

    @Test
    void roots_dependencies_nothingOfOurs() {
        for (String root : new String[] {"lab", "pool", "cache", "keys"}) {
            knowsOnly(root);
        }
    }

    @Test
    void experiments_dependencies_onlyWhatTheyShow() {
        knowsOnly("experiments", "lab", "pool", "slab", "cache");
    }

    @Test
    void cli_dependencies_noHeavyEngine() {
        knowsOnly("cli", "lab", "experiments", "simulator", "telemetry");
    }

    @Test
    void cli_dependents_none() {
        noClasses()
                .that(resideInAnyPackage("dev.cistern..").and(not(resideInAnyPackage("dev.cistern.cli.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cistern.cli..")
                .check(house);
    }

    @Test
    void lab_packages_freeOfCycles() {
        slices().matching("dev.cistern.lab.(*)..").should().beFreeOfCycles().check(house);
    }

    @Test
    void recording_dependencies_noJudgement() {
        noClasses()
                .that()
                .resideInAPackage("dev.cistern.lab.recording..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cistern.lab.advise..", "dev.cistern.lab.report..")
                .check(house);
    }

    @Test
    void publicClasses_wholeHouse_finalOrSealedOrAbstract() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .resideOutsideOfPackage(
                        "dev.cistern.bench..") // JMH derives from benchmarks, and nothing of it is published
                .should(be(CLOSED))
                .check(house);
    }

    /** The simulator and the tests run the very same classes, so they ask nobody what time it is and wait for nobody. */
    @Test
    void policies_whateverTheyDecide_noClockLockOrThread() {
        // A class that is named here and renamed elsewhere would no longer be held to anything.
        NAMED_POLICIES.forEach(name -> assertThat(house.contain(name)).as(name).isTrue());
        noClasses()
                .that(POLICIES)
                .should()
                .dependOnClassesThat(CLOCKS_LOCKS_THREADS)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(house);
        noMethods()
                .that()
                .areDeclaredInClassesThat(POLICIES)
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(house);
    }

    private static final List<String> NAMED_POLICIES = List.of(
            "dev.cistern.pool.TrimRules",
            "dev.cistern.pool.VerdictRules",
            "dev.cistern.lab.recording.SamplingPlan",
            "dev.cistern.cache.ExpiryWheel");

    private static final DescribedPredicate<JavaClass> POLICIES = resideInAnyPackage(
                    "dev.cistern.cache.internal.eviction..", "dev.cistern.lab.advise..", "dev.cistern.lab.statistics..")
            .or(named(NAMED_POLICIES))
            .as("policies");

    private static final DescribedPredicate<JavaClass> CLOCKS_LOCKS_THREADS = resideInAnyPackage(
                    "java.util.concurrent..")
            .or(named(List.of("java.lang.Thread", "java.time.Clock", "java.util.Timer")))
            .as("clocks, locks and threads");

    private static DescribedPredicate<JavaClass> named(List<String> names) {
        return DescribedPredicate.describe("one of " + names, type -> names.contains(type.getName()));
    }

    private static final DescribedPredicate<JavaClass> CLOSED = DescribedPredicate.describe(
            "final or abstract",
            type -> type.getModifiers().contains(FINAL) || type.getModifiers().contains(ABSTRACT));

    private static void knowsOnly(String module, String... known) {
        String[] allowed = new String[known.length + 1];
        allowed[0] = "dev.cistern." + module + "..";
        for (int i = 0; i < known.length; i++) {
            allowed[i + 1] = "dev.cistern." + known[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage("dev.cistern." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.cistern..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(house);
    }
}
