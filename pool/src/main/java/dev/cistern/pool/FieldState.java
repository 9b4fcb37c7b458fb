package dev.cistern.pool;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of an object as its fields tell it, as a list of values that can be compared.
 *
 * <p>Read are the fields of the object and of what it refers to, three steps deep, as far as reflection may look. A
 * final field is left out, since nobody can leave it dirty, but not what it refers to. The JDK's collections, maps,
 * texts and buffers are told by their size, arrays of references by their elements, arrays of primitives not at all:
 * what lies in a scratch array is nobody's state.
 */
final class FieldState {
    private static final int MAXIMUM_DEPTH = 3;
    private static final int MAXIMUM_VALUES = 512;
    private static final int MAXIMUM_ELEMENTS = 4_096;
    private static final int MAXIMUM_TOLD = 4;

    private final Set<String> kept;
    private final List<FieldValue> values = new ArrayList<>();
    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();

    private FieldState(Set<String> kept) {
        this.kept = kept;
    }

    /** {@return the state of an object, without the fields that are kept on purpose} */
    static List<FieldValue> of(Object object, Set<String> kept) {
        FieldState state = new FieldState(kept);
        state.read("", object, 0);
        return List.copyOf(state.values);
    }

    /** {@return the state of a new object, to compare others with: of a reference only its type counts} */
    static List<FieldValue> template(Object object, Set<String> kept) {
        return of(object, kept).stream().map(FieldValue::ofAnyObject).toList();
    }

    /** {@return what is different, in words; empty if nothing is} */
    static String difference(List<FieldValue> expected, List<FieldValue> actual) {
        Map<String, FieldValue> wanted = byPath(expected);
        Map<String, FieldValue> present = byPath(actual);
        Map<String, String> found = new LinkedHashMap<>();
        wanted.forEach((path, value) -> {
            FieldValue is = present.get(path);
            if (is == null ? value.isElement() : !value.sameAs(is)) {
                tell(found, path, value.show(), is == null ? "null" : is.show());
            }
        });
        present.forEach((path, is) -> {
            if (is.isElement() && !wanted.containsKey(path)) {
                tell(found, path, "null", is.show());
            }
        });
        return told(List.copyOf(found.values()));
    }

    private static Map<String, FieldValue> byPath(List<FieldValue> values) {
        Map<String, FieldValue> byPath = new LinkedHashMap<>();
        values.forEach(value -> byPath.put(value.path(), value));
        return byPath;
    }

    /** Adds one difference unless it lies inside of one that is told already. */
    private static void tell(Map<String, String> found, String path, String wanted, String is) {
        if (found.keySet().stream().noneMatch(outer -> lies(path, outer))) {
            found.put(path, path + " should be " + wanted + " but is " + is);
        }
    }

    private static boolean lies(String path, String outer) {
        return path.startsWith(outer)
                && path.length() > outer.length()
                && (path.charAt(outer.length()) == '.' || path.charAt(outer.length()) == '[');
    }

    private static String told(List<String> differences) {
        int n = differences.size();
        return n <= MAXIMUM_TOLD
                ? String.join("; ", differences)
                : String.join("; ", differences.subList(0, MAXIMUM_TOLD)) + " and " + (n - MAXIMUM_TOLD) + " more";
    }

    private void read(String path, Object object, int depth) {
        if (values.size() >= MAXIMUM_VALUES || seen.put(object, Boolean.TRUE) != null) {
            return;
        }
        if (object instanceof @Nullable Object[] elements) {
            readElements(path, elements, depth);
        } else if (isOfTheJdk(object)) {
            readKnown(path, object, depth);
        } else if (!object.getClass().isArray()) {
            readFields(path, object, depth);
        }
    }

    private static boolean isOfTheJdk(Object object) {
        return object.getClass().getClassLoader() == null;
    }

    /** Reads what the JDK's own types tell by their methods; their fields are not open to us. */
    private void readKnown(String path, Object object, int depth) {
        if (object instanceof CharSequence text) {
            add(path, "length()", text.length());
        } else if (object instanceof Collection<?> collection) {
            add(path, "size()", collection.size());
        } else if (object instanceof Map<?, ?> map) {
            add(path, "size()", map.size());
        } else if (object instanceof BitSet bits) {
            add(path, "cardinality()", bits.cardinality());
        } else if (object instanceof Buffer buffer) {
            add(path, "position()", buffer.position());
            add(path, "limit()", buffer.limit());
        } else if (object instanceof AtomicBoolean flag) {
            add(path, "get()", flag.get());
        } else if (object instanceof AtomicReference<?> reference) {
            Object held = reference.get();
            if (held == null) {
                add(path, "get()", null);
            } else {
                addReference(join(path, "get()"), held, depth, false);
            }
        }
    }

    private void readElements(String path, @Nullable Object[] elements, int depth) {
        for (int i = 0; i < elements.length && i < MAXIMUM_ELEMENTS; i++) {
            Object element = elements[i];
            if (element != null) {
                addReference(path + "[" + i + "]", element, depth, false);
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
        boolean fixed = Modifier.isFinal(field.getModifiers());
        if (value != null && !field.getType().isPrimitive()) {
            addReference(join(path, field.getName()), value, depth, fixed);
        } else if (!fixed) {
            add(path, field.getName(), value);
        }
    }

    /** Adds what a reference leads to, and the reference itself unless it is fixed. */
    private void addReference(String path, Object value, int depth, boolean fixed) {
        FieldValue leaf = FieldValue.of(path, value);
        if (!fixed || leaf.isMutableNumber()) {
            values.add(leaf);
        }
        if (!leaf.isComparable() && !leaf.isForeign() && depth + 1 < MAXIMUM_DEPTH) {
            read(path, value, depth + 1);
        }
    }

    private void add(String path, String what, @Nullable Object value) {
        values.add(new FieldValue(join(path, what), value));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
