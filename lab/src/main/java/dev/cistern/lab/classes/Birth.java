package dev.cistern.lab.classes;

import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Where in a method the object that is followed comes from. */
sealed interface Birth {
    /** {@return whether the result of this instruction is the object} */
    boolean at(AbstractInsnNode instruction);

    /** {@return whether the parameter in this local variable is the object} */
    boolean parameter(int local);

    /** The method gets it as a parameter. */
    record Parameter(int local) implements Birth {
        @Override
        public boolean at(AbstractInsnNode instruction) {
            return false;
        }

        @Override
        public boolean parameter(int other) {
            return other == local;
        }
    }

    /** The method makes it, or gets it as the result of a call. */
    record Instruction(Predicate<AbstractInsnNode> born) implements Birth {
        /** Allocations of a class, {@code com/acme/Order} or {@code [B}, in one source line where one is given. */
        static Instruction allocation(String type, int line) {
            Predicate<AbstractInsnNode> allocates = instruction -> allocates(instruction, type);
            return new Instruction(line > 0 ? allocates.and(instruction -> lineOf(instruction) == line) : allocates);
        }

        /** Calls of a method, whatever its class; by descriptor too where one is given. */
        static Instruction call(String name, String descriptor) {
            return new Instruction(instruction -> instruction instanceof MethodInsnNode call
                    && call.name.equals(name)
                    && (descriptor.isEmpty() || call.desc.equals(descriptor)));
        }

        @Override
        public boolean at(AbstractInsnNode instruction) {
            return born.test(instruction);
        }

        @Override
        public boolean parameter(int local) {
            return false;
        }

        private static boolean allocates(AbstractInsnNode instruction, String type) {
            return switch (instruction.getOpcode()) {
                case Opcodes.NEW -> ((TypeInsnNode) instruction).desc.equals(type);
                case Opcodes.ANEWARRAY -> type.equals("[" + elementOf(((TypeInsnNode) instruction).desc));
                case Opcodes.NEWARRAY -> type.equals("[" + primitive(((IntInsnNode) instruction).operand));
                default -> false;
            };
        }

        private static String elementOf(String internalName) {
            return internalName.startsWith("[") ? internalName : "L" + internalName + ";";
        }

        private static char primitive(int code) {
            return "ZCFDBSIJ".charAt(code - Opcodes.T_BOOLEAN);
        }

        private static int lineOf(AbstractInsnNode instruction) {
            for (AbstractInsnNode before = instruction; before != null; before = before.getPrevious()) {
                if (before instanceof LineNumberNode line) {
                    return line.line;
                }
            }
            return 0;
        }
    }
}
