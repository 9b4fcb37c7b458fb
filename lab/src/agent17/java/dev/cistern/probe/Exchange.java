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
 * Puts other bytes in the place of those that were read: only where these are still there, since another agent may have
 * changed them meanwhile.
 */
final class Exchange implements ClassFileTransformer {
    private final Set<Class<?>> types;
    private final Map<String, byte[]> read;
    private final Map<String, byte[]> made = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();

    /**
     * An exchange of nothing yet.
     *
     * @param types the classes of which some are to be exchanged
     * @param read their bytes by name, which are let go of with this
     */
    Exchange(Collection<Class<?>> types, Map<String, byte[]> read) {
        this.types = new HashSet<>(types);
        this.read = read;
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
        byte[] before = read.get(name);
        byte[] after = made.get(name);
        if (before == null || after == null || !Arrays.equals(before, bytes)) {
            return null;
        }
        replaced.add(name);
        return after;
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
        read.clear();
        made.clear();
        types.clear();
    }
}
