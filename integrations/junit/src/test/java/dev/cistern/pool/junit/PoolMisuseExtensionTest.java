package dev.cistern.pool.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.cistern.pool.Misuse;
import dev.cistern.pool.MisuseKind;
import dev.cistern.pool.SafetyLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs tests that misuse a pool, by the platform's own launcher, and looks at how they end. */
final class PoolMisuseExtensionTest {
    private static EngineExecutionResults run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute();
    }

    private static Throwable failureOf(String method) {
        return failure(EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(MisusingCases.class, method))
                .execute());
    }

    private static Throwable failure(EngineExecutionResults results) {
        List<Event> failed = results.testEvents().failed().list();
        assertThat(failed).hasSize(1);
        return failed.get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static void assertFailsWith(String method, MisuseKind kind) {
        assertThat(failureOf(method)).isInstanceOfSatisfying(PoolMisuseError.class, error -> {
            assertThat(error.misuses()).extracting(Misuse::kind).containsExactly(kind);
            assertThat(error).hasMessageStartingWith("a pool was misused:\npool 'arrays': byte[16]@");
        });
    }

    @Test
    void test_releasesTwice_fails() {
        assertFailsWith("releasesTwice", MisuseKind.DOUBLE_RELEASE);
        assertThat(failureOf("releasesTwice"))
                .hasMessageContaining("first released at\n    dev.cistern.pool.junit.MisusingCases.releasesTwice(");
    }

    @Test
    void test_writesAfterItsRelease_failsThoughNobodyAcquiresAgain() {
        assertFailsWith("writesAfterItsRelease", MisuseKind.USE_AFTER_RELEASE);
    }

    @Test
    void test_releasesWhatIsNotPooled_fails() {
        assertFailsWith("releasesWhatIsNotPooled", MisuseKind.FOREIGN_RELEASE);
    }

    @Test
    void test_forgetsItsRelease_fails() {
        assertFailsWith("forgetsItsRelease", MisuseKind.FORGOTTEN_RELEASE);
    }

    @Test
    void test_misusesInAThreadOfItsOwn_fails() {
        assertFailsWith("misusesInAThreadOfItsOwn", MisuseKind.DOUBLE_RELEASE);
    }

    @Test
    void test_failsByItself_misuseIsAddedToItsFailure() {
        Throwable failure = failureOf("failsByItself");
        assertThat(failure).hasMessage("its own");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(PoolMisuseError.class);
    }

    @Test
    void test_usesPoolsWell_succeeds() {
        run(WellBehavedCases.class)
                .testEvents()
                .assertStatistics(it -> it.started(4).succeeded(4));
    }

    @Test
    void test_kindAllowed_succeeds() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(MisusingCases.class, "mayForget"))
                .execute()
                .testEvents()
                .assertStatistics(it -> it.started(1).succeeded(1));
    }

    @Test
    void tests_detectedAutomatically_failLikeAnnotatedOnes() {
        Throwable failure = failure(EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .selectors(selectClass(PlainCases.class))
                .execute());
        assertThat(failure).isInstanceOf(PoolMisuseError.class);
    }

    @Test
    void tests_atTheSameTime_eachChargedWithItsOwn() {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .selectors(selectClass(ParallelCases.class))
                .execute();
        assertThat(failure(results)).isInstanceOf(PoolMisuseError.class);
        assertThat(results.testEvents()
                        .failed()
                        .list()
                        .get(0)
                        .getTestDescriptor()
                        .getDisplayName())
                .isEqualTo("misuses()");
        results.testEvents().assertStatistics(it -> it.started(2).succeeded(1).failed(1));
    }

    @Test
    void pools_afterATest_haveTheirOwnLevelAgain() {
        run(WellBehavedCases.class);
        assertThat(MisusingCases.ARRAYS.safety()).isEqualTo(SafetyLevel.BASIC);
    }
}
