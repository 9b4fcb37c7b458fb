package dev.cistern.lab.classes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The state of an object: its fields with those it inherits, and for final ones where their values come from. */
final class InstanceFields {
    /**
     * A field.
     *
     * @param name its name
     * @param type its type
     * @param isFinal whether it can be set once only
     * @param ownObject whether a constructor sets it to an object made there, whose contents may be cleared
     */
    record Field(String name, Type type, boolean isFinal, boolean ownObject) {
        boolean isReference() {
            return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
        }
    }

    private InstanceFields() {}

    /** {@return the fields of a class and of those above it; null where one of them is not found} */
    static @Nullable List<Field> of(ClassFiles files, ClassNode type) {
        List<Field> fields = new ArrayList<>();
        ClassNode node = type;
        while (node.superName != null) {
            for (FieldNode field : node.fields) {
                if ((field.access & Opcodes.ACC_STATIC) == 0) {
                    boolean isFinal = (field.access & Opcodes.ACC_FINAL) != 0;
                    fields.add(new Field(
                            field.name, Type.getType(field.desc), isFinal, isFinal && madeInConstructor(node, field)));
                }
            }
            Optional<ClassNode> above = files.find(node.superName);
            if (above.isEmpty()) {
                return null;
            }
            node = above.get();
        }
        return fields;
    }

    /** Whether the instruction before the field is set is the making of an object or an array. */
    private static boolean madeInConstructor(ClassNode owner, FieldNode field) {
        for (MethodNode method : owner.methods) {
            if (method.name.equals("<init>")) {
                for (AbstractInsnNode instruction : method.instructions) {
                    if (instruction instanceof FieldInsnNode set
                            && set.getOpcode() == Opcodes.PUTFIELD
                            && set.name.equals(field.name)
                            && makes(before(set))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before;
    }

    private static boolean makes(@Nullable AbstractInsnNode instruction) {
        if (instruction == null) {
            return false;
        }
        return switch (instruction.getOpcode()) {
            case Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.MULTIANEWARRAY -> true;
            case Opcodes.INVOKESPECIAL -> ((MethodInsnNode) instruction).name.equals("<init>");
            default -> false;
        };
    }
}
