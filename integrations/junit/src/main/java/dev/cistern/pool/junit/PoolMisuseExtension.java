package dev.cistern.pool.junit;

import dev.cistern.pool.MisuseKind;
import dev.cistern.pool.SafetyLevel;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Fails the test that misused a pool.
 *
 * <p>Registered by {@link CatchPoolMisuse}, by {@code @ExtendWith(PoolMisuseExtension.class)}, or for all tests of a
 * project by JUnit's own property {@code junit.jupiter.extensions.autodetection.enabled=true}. Without the annotation it
 * watches at level STRICT and allows nothing; tests then may run at the same time, and a misuse by a thread that runs no
 * test is charged to all that are running.
 */
public final class PoolMisuseExtension implements BeforeEachCallback, AfterEachCallback {
    /** The name under which annotated tests exclude each other. */
    public static final String RESOURCE = "dev.cistern.pool.SafetyScope";

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PoolMisuseExtension.class);

    /** What JUnit calls. */
    public PoolMisuseExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        // Registered twice, by the annotation and by JUnit's search for extensions, it watches once.
        if (store.get(PoolWatch.class) == null) {
            CatchPoolMisuse wanted = wanted(context);
            store.put(
                    PoolWatch.class,
                    wanted == null
                            ? PoolWatch.begin(SafetyLevel.STRICT, Set.of())
                            : PoolWatch.begin(wanted.level(), Set.<MisuseKind>of(wanted.allow())));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        PoolWatch watch = context.getStore(NAMESPACE).remove(PoolWatch.class, PoolWatch.class);
        if (watch != null) {
            watch.end();
        }
    }

    private static @org.jspecify.annotations.Nullable CatchPoolMisuse wanted(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), CatchPoolMisuse.class)
                .or(() -> context.getTestClass()
                        .flatMap(type -> AnnotationSupport.findAnnotation(
                                type, CatchPoolMisuse.class, context.getEnclosingTestClasses())))
                .orElse(null);
    }
}
