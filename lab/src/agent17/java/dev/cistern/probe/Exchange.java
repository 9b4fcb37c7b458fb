package dev.cistern.probe;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the bytes of classes at first, and puts others in their place later: only where they are still what was
 * taken down, since another agent may have changed them meanwhile.
 */
final class Exchange implements ClassFileTransformer {
    private final Set<Class<?>> types;
    private final Map<String, byte[]> taken = new HashMap<>();
    private final Map<String, byte[]> made = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();

    Exchange(Collection<Class<?>> types) {
        this.types = new HashSet<>(types);
    }

    @Override
    public synchronized byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (type == null || !types.contains(type)) {
            return null; // another thread loads or changes something meanwhile
        }
        String name = type.getName();
        if (!name.replace('.', '/').equals(internalName)) {
            return null; // a class that this thread loads meanwhile, which the JVM takes for the one that is changed
        }
        byte[] before = taken.putIfAbsent(name, bytes);
        byte[] after = made.get(name);
        if (before == null || after == null || !Arrays.equals(before, bytes)) {
            return null;
        }
        replaced.add(name);
        return after;
    }

    synchronized byte @Nullable [] bytesOf(String name) {
        return taken.get(name);
    }

    synchronized void replace(String name, byte[] bytes) {
        made.put(name, bytes);
    }

    synchronized boolean replaces(String name) {
        return made.containsKey(name);
    }

    /** Which of these were replaced. */
    synchronized List<String> replaced(Collection<String> names) {
        List<String> found = new ArrayList<>(names);
        found.retainAll(replaced);
        return found;
    }

    /** Lets go of the bytes, which are of no more use. */
    synchronized void forget() {
        taken.clear();
        made.clear();
        types.clear();
    }
}
