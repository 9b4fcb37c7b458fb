package dev.cistern.pool.junit;

import dev.cistern.pool.MisuseKind;
import dev.cistern.pool.SafetyLevel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Watches every pool of the process while a test runs, and fails the test with a {@link PoolMisuseError} if it misused
 * one: a double or foreign release, a use after the release, a field that {@code reset} forgot, a release that did not
 * come until the test's end.
 *
 * <p>On a class it holds for all its tests; on a method it overrides that. The watch begins before the methods annotated
 * with {@code BeforeEach} and ends after those with {@code AfterEach}. Annotated tests never run at the same time, so
 * that each misuse is charged to the test that made it.
 *
 * <p>{@snippet :
 * @CatchPoolMisuse
 * final class RendererTest {
 *     @Test
 *     void render_order_hasItsNumber() {
 *         assertThat(renderer.render(order)).contains("4711"); // fails too if the renderer does not release its builder
 *     }
 * }
 * }
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PoolMisuseExtension.class)
@ResourceLock(PoolMisuseExtension.RESOURCE)
public @interface CatchPoolMisuse {
    /** {@return how closely pools are watched, at least; STRICT by default} */
    SafetyLevel level() default SafetyLevel.STRICT;

    /** {@return what does not fail the test; nothing by default} */
    MisuseKind[] allow() default {};
}
