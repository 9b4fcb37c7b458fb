package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FieldStateTest {
    /** As many kinds of fields as a scratch object may have. */
    static class Scratch {
        final int number;
        final List<Object> list = new ArrayList<>();
        final AtomicInteger uses = new AtomicInteger();
        final AtomicReference<@Nullable Object> attached = new AtomicReference<>();
        final @Nullable Object[] slots = new @Nullable Object[100];
        final byte[] bytes = new byte[8];
        final Outer outer = new Outer();
        int grown = 16;

        @Nullable
        Object reference;

        Runnable action = () -> {};

        Scratch(int number) {
            this.number = number;
        }
    }

    static final class Outer {
        Inner inner = new Inner();
    }

    static final class Inner {
        Leaf leaf = new Leaf();
        String text = "";
    }

    static final class Leaf {
        int unseen;
    }

    static final class Derived extends Scratch {
        int more;

        Derived() {
            super(2);
        }
    }

    private static String compare(Object template, Object object, String... kept) {
        return FieldState.difference(FieldState.template(template, Set.of(kept)), FieldState.of(object, Set.of(kept)));
    }

    @Test
    void difference_twoNewObjects_none() {
        assertThat(compare(new Scratch(1), new Scratch(2))).isEmpty();
        assertThat(compare(new Derived(), new Derived())).isEmpty();
    }

    @Test
    void difference_eachKindOfField_named() {
        Scratch used = new Scratch(2);
        used.uses.incrementAndGet();
        assertThat(compare(new Scratch(1), used)).isEqualTo("uses should be 0 but is 1");
        used = new Scratch(2);
        used.list.add("kept");
        assertThat(compare(new Scratch(1), used)).isEqualTo("list.size() should be 0 but is 1");
        used = new Scratch(2);
        used.attached.set(used);
        assertThat(compare(new Scratch(1), used)).startsWith("attached.get() should be null but is a reference to ");
        used = new Scratch(2);
        used.slots[70] = "kept";
        assertThat(compare(new Scratch(1), used)).isEqualTo("slots[70] should be null but is \"kept\"");
        used = new Scratch(2);
        used.outer.inner.text = "kept";
        assertThat(compare(new Scratch(1), used)).isEqualTo("outer.inner.text should be \"\" but is \"kept\"");
        Derived derived = new Derived();
        derived.more = 3;
        assertThat(compare(new Derived(), derived)).isEqualTo("more should be 0 but is 3");
    }

    @Test
    void difference_otherInstanceOfTheSameType_none() {
        Scratch reset = new Scratch(2);
        reset.outer.inner = new Inner();
        reset.outer.inner.leaf = new Leaf();
        assertThat(compare(new Scratch(1), reset)).isEmpty();
    }

    @Test
    void difference_scratchArray_isNobodysState() {
        Scratch used = new Scratch(2);
        used.bytes[3] = 1;
        assertThat(compare(new Scratch(1), used)).isEmpty();
    }

    @Test
    void difference_fieldDeclaredKept_overlooked() {
        Scratch used = new Scratch(2);
        used.grown = 32;
        assertThat(compare(new Scratch(1), used)).isEqualTo("grown should be 16 but is 32");
        assertThat(compare(new Scratch(1), used, "grown")).isEmpty();
    }

    @Test
    void difference_whatHangsOnADifference_notToldTwice() {
        Scratch used = new Scratch(2);
        used.reference = new Inner();
        assertThat(compare(new Scratch(1), used))
                .startsWith("reference should be null but is a reference to dev.cistern.pool.FieldStateTest$Inner@")
                .doesNotContain(";");
    }

    @Test
    void difference_manyFields_fourToldAndTheRestCounted() {
        Scratch used = new Scratch(2);
        for (int i = 0; i < 10; i++) {
            used.slots[i] = i;
        }
        assertThat(compare(new Scratch(1), used)).endsWith("slots[3] should be null but is 3 and 6 more");
    }

    @Test
    void difference_sameObjectLater_referencesComparedByIdentity() {
        Scratch object = new Scratch(1);
        List<FieldValue> before = FieldState.of(object, Set.of());
        assertThat(FieldState.difference(before, FieldState.of(object, Set.of())))
                .isEmpty();
        object.outer.inner = new Inner();
        assertThat(FieldState.difference(before, FieldState.of(object, Set.of())))
                .startsWith("outer.inner should be a reference to ");
        object.slots[0] = object;
        before = FieldState.of(object, Set.of());
        object.slots[0] = null;
        assertThat(FieldState.difference(before, FieldState.of(object, Set.of())))
                .startsWith("slots[0] should be a reference to ")
                .endsWith(" but is null");
    }

    @Test
    void difference_textsAndBuffers_bySize() {
        assertThat(compare(text(""), text("kept"))).isEqualTo("length() should be 0 but is 4");
        assertThat(compare(
                        java.nio.ByteBuffer.allocate(4),
                        java.nio.ByteBuffer.allocate(4).position(2)))
                .isEqualTo("position() should be 0 but is 2");
    }

    private static StringBuilder text(String content) {
        return new StringBuilder(content);
    }
}
