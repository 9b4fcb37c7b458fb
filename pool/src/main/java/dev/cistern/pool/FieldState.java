package dev.cistern.pool;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an object as its fields tell it, as a list of values that can be compared.
 *
 * <p>Read are the fields of the object and of what it refers to, three steps deep, as far as reflection may look.
 * Collections, maps, texts and buffers are told by their size, arrays of references by their elements, arrays of
 * primitives not at all: what lies in a scratch array is nobody's state.
 */
final class FieldState {
    private static final int MAXIMUM_DEPTH = 3;
    private static final int MAXIMUM_VALUES = 512;
    private static final int MAXIMUM_ELEMENTS = 64;

    private final Set<String> kept;
    private final List<Value> values = new ArrayList<>();
    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();

    private FieldState(Set<String> kept) {
        this.kept = kept;
    }

    /**
     * One field and what is in it.
     *
     * @param path the names of the fields that lead there
     * @param value what can be compared: a primitive in its box, a text, a size, or the reference itself
     */
    record Value(String path, @Nullable Object value) {
        @SuppressWarnings("ReferenceEquality") // what cannot be compared by its value is compared by who it is
        boolean sameAs(Value other) {
            if (!path.equals(other.path)) {
                return false;
            }
            return value == other.value || (comparable() && Objects.equals(value, other.value));
        }

        private boolean comparable() {
            return value instanceof Number
                    || value instanceof Boolean
                    || value instanceof Character
                    || value instanceof String
                    || value instanceof Enum<?>;
        }

        private String show() {
            if (value == null || comparable()) {
                return value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value);
            }
            return "a reference to " + MisuseReporter.describe(value);
        }
    }

    /** {@return the state of an object, without the fields that are kept on purpose} */
    static List<Value> of(Object object, Set<String> kept) {
        FieldState state = new FieldState(kept);
        state.read("", object, 0);
        return List.copyOf(state.values);
    }

    /** {@return what is different, in words; empty if nothing is} */
    static String difference(List<Value> expected, List<Value> actual) {
        int n = Math.max(expected.size(), actual.size());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < n && found.size() < 4; i++) {
            if (i >= expected.size()
                    || i >= actual.size()
                    || !expected.get(i).path.equals(actual.get(i).path)) {
                Value odd = i < actual.size() ? actual.get(i) : expected.get(i);
                found.add(odd.path + (i < actual.size() ? " holds " + odd.show() : " is missing"));
                break;
            }
            if (!expected.get(i).sameAs(actual.get(i))) {
                found.add(actual.get(i).path + " should be " + expected.get(i).show() + " but is "
                        + actual.get(i).show());
            }
        }
        return String.join("; ", found);
    }

    private void read(String path, Object object, int depth) {
        if (values.size() >= MAXIMUM_VALUES || seen.put(object, Boolean.TRUE) != null) {
            return;
        }
        if (object instanceof CharSequence text) {
            add(path, "length", text.length());
        } else if (object instanceof Collection<?> collection) {
            add(path, "size", collection.size());
        } else if (object instanceof Map<?, ?> map) {
            add(path, "size", map.size());
        } else if (object instanceof Buffer buffer) {
            add(path, "position", buffer.position());
            add(path, "limit", buffer.limit());
        } else if (object instanceof Object[] elements) {
            readElements(path, elements, depth);
        } else if (!object.getClass().isArray()) {
            readFields(path, object, depth);
        }
    }

    private void readElements(String path, @Nullable Object[] elements, int depth) {
        for (int i = 0; i < elements.length && i < MAXIMUM_ELEMENTS; i++) {
            Object element = elements[i];
            if (element != null) {
                addReference(path + "[" + i + "]", element, depth);
            }
        }
    }

    private void readFields(String path, Object object, int depth) {
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.isSynthetic()
                        && !kept.contains(field.getName())) {
                    readField(path, object, field, depth);
                }
            }
        }
    }

    private void readField(String path, Object object, Field field, int depth) {
        Object value;
        try {
            field.setAccessible(true);
            value = field.get(object);
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            // In a module that is not open to us: not for us to judge.
            return;
        }
        String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
        if (value == null || field.getType().isPrimitive()) {
            values.add(new Value(name, value));
        } else {
            addReference(name, value, depth);
        }
    }

    private void addReference(String path, Object value, int depth) {
        Value leaf = new Value(path, value);
        if (leaf.comparable() || depth + 1 >= MAXIMUM_DEPTH || isForeign(value)) {
            values.add(leaf);
            return;
        }
        values.add(new Value(path, "an instance of " + value.getClass().getTypeName()));
        read(path, value, depth + 1);
    }

    /** What other parts of the program share is compared by identity and not looked into. */
    private static boolean isForeign(Object value) {
        return value instanceof Class<?>
                || value instanceof ClassLoader
                || value instanceof Thread
                || value.getClass().isHidden();
    }

    private void add(String path, String what, int number) {
        if (!kept.contains(what)) {
            values.add(new Value(path.isEmpty() ? what : path + "." + what, number));
        }
    }
}
