package dev.cistern.lab.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Knows which types are followed, and which calls take an object as a key. */
final class Sightings {
    private static final Set<String> OF_MAP = Set.of(
            "put",
            "putIfAbsent",
            "computeIfAbsent",
            "computeIfPresent",
            "compute",
            "merge",
            "replace",
            "get",
            "getOrDefault",
            "containsKey",
            "remove");
    private static final Set<String> OF_SET = Set.of("add", "contains", "remove");

    private final Map<String, Integer> byDescriptor = new HashMap<>();
    private final Set<String> above;

    /**
     * @param groups the followed classes as in source, with their numbers
     * @param above the internal names of the classes that they inherit methods from
     */
    Sightings(Map<String, Integer> groups, Set<String> above) {
        groups.forEach((className, number) -> byDescriptor.put(Births.descriptor(className), number));
        this.above = above;
    }

    /** {@return the group of a type; null where it is not followed} */
    @Nullable
    Integer of(Type type) {
        return byDescriptor.get(type.getDescriptor());
    }

    /** {@return the group of the objects whose methods a class has; null where it is not followed} */
    @Nullable
    Integer ofReceiver(String internalName) {
        Integer exact = byDescriptor.get("L" + internalName + ";");
        return exact == null && above.contains(internalName) ? Integer.valueOf(Codes.ANY) : exact;
    }

    /** {@return whether one of the types could serve as a lock or key: nobody does that with an array} */
    boolean lockable() {
        return byDescriptor.keySet().stream().anyMatch(descriptor -> !descriptor.startsWith("["));
    }

    /** {@return what tells of the object that this call takes as a key, to be put before it; empty where it takes none} */
    InsnList keyOf(MethodInsnNode call, int what) {
        InsnList code = new InsnList();
        if (!lockable()) {
            return code;
        }
        if (hashes(call)) {
            code.add(new InsnNode(Opcodes.DUP));
            GateCall.append(code, what);
            return code;
        }
        Type[] arguments = Type.getArgumentTypes(call.desc);
        if (!keyed(call) || arguments.length == 0) {
            return code;
        }
        for (Type argument : arguments) {
            if (argument.getSort() < Type.ARRAY) {
                return code; // not the method of a map or set that it looks like
            }
        }
        underneath(code, arguments.length, what);
        return code;
    }

    private boolean hashes(MethodInsnNode call) {
        if (call.name.equals("identityHashCode")) {
            return call.owner.equals("java/lang/System");
        }
        return call.name.equals("hashCode")
                && call.desc.equals("()I")
                && (call.owner.equals("java/lang/Object") || ofReceiver(call.owner) != null)
                && call.getOpcode() == Opcodes.INVOKEVIRTUAL;
    }

    private static boolean keyed(MethodInsnNode call) {
        return call.getOpcode() != Opcodes.INVOKESTATIC
                && ((call.owner.endsWith("Map") && OF_MAP.contains(call.name))
                        || (call.owner.endsWith("Set") && OF_SET.contains(call.name)));
    }

    /** Tells of the first of one to three arguments and leaves them as they were. */
    private static void underneath(InsnList code, int arguments, int what) {
        switch (arguments) {
            case 1 -> {
                code.add(new InsnNode(Opcodes.DUP));
                GateCall.append(code, what);
            }
            case 2 -> {
                code.add(new InsnNode(Opcodes.DUP2));
                code.add(new InsnNode(Opcodes.POP));
                GateCall.append(code, what);
            }
            case 3 -> {
                code.add(new InsnNode(Opcodes.DUP2_X1));
                code.add(new InsnNode(Opcodes.POP2));
                code.add(new InsnNode(Opcodes.DUP));
                GateCall.append(code, what);
                code.add(new InsnNode(Opcodes.DUP_X2));
                code.add(new InsnNode(Opcodes.POP));
            }
            default -> {}
        }
    }
}
