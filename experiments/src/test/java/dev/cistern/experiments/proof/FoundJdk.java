package dev.cistern.experiments.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** The JDKs of this machine that targets run on. */
final class FoundJdk {
    private FoundJdk() {}

    /** {@return the JDK of this feature version; where there is none, the test is skipped, and says so} */
    static JdkHome of(int feature) {
        Optional<JdkHome> jdk = JdkHome.find(feature);
        String missing = "no JDK " + feature + " was found on this machine, so no such target was run";
        if (jdk.isEmpty()) {
            System.out.println("SKIPPED: " + missing);
        }
        assumeTrue(jdk.isPresent(), missing);
        return jdk.orElseThrow();
    }
}
