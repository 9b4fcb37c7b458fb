package dev.cistern.lab.classes;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Calls whose contract tells what they do with an argument, where their code can't be looked into. */
final class KnownCalls {
    private static final Set<String> KEYED =
            Set.of("put", "putIfAbsent", "computeIfAbsent", "compute", "merge", "replace");

    /** By contract these read or fill what they are given and keep nothing. */
    private static final Map<String, Set<String>> KEEPING_NOTHING = Map.of(
            "java/lang/System", Set.of("arraycopy"),
            "java/io/InputStream", Set.of("read", "readNBytes"),
            "java/io/OutputStream", Set.of("write"),
            "java/io/Reader", Set.of("read"),
            "java/io/Writer", Set.of("write"),
            "java/io/RandomAccessFile", Set.of("read", "readFully", "write"),
            "java/security/MessageDigest", Set.of("update"),
            "java/util/zip/Checksum", Set.of("update"),
            "java/lang/Object", Set.of("getClass", "clone"));

    private final ClassFiles files;

    KnownCalls(ClassFiles files) {
        this.files = files;
    }

    /** {@return whether the argument becomes the key of a map or the element of a set} */
    static boolean asKey(MethodInsnNode call, int argument) {
        if (argument != 1) {
            return false;
        }
        return (call.owner.endsWith("Map") && KEYED.contains(call.name))
                || (call.owner.endsWith("Set") && call.name.equals("add"));
    }

    boolean keepsNothing(MethodInsnNode call) {
        if (call.owner.startsWith("[")) {
            return true; // all that can be called on an array is clone and what Object has
        }
        Optional<ClassNode> owner = files.find(call.owner);
        String name = call.owner;
        while (true) {
            if (KEEPING_NOTHING.getOrDefault(name, Set.of()).contains(call.name)) {
                return true;
            }
            if (owner.isEmpty() || owner.get().superName == null) {
                return false;
            }
            name = owner.get().superName;
            owner = files.find(name);
        }
    }
}
