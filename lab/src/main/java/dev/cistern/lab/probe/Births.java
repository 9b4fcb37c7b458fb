package dev.cistern.lab.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Finds in a method the instructions after which a new object lies on top of the stack. */
final class Births {
    private final String owner;
    private final MethodNode method;
    private final int line;

    /** @param line of the source, or 0 for any */
    Births(String owner, MethodNode method, int line) {
        this.owner = owner;
        this.method = method;
        this.line = line;
    }

    /** Allocations of a class, named as in source; in any line where there is none in the line that was given. */
    List<AbstractInsnNode> byAllocation(String className) {
        Type type = Type.getType(descriptor(className));
        Predicate<AbstractInsnNode> allocates = instruction -> allocates(instruction, type);
        List<AbstractInsnNode> found = inLine(allocates);
        return type.getSort() == Type.ARRAY ? found : constructed(found);
    }

    /** Calls of a method that returns an object. */
    List<AbstractInsnNode> byCall(String name) {
        return inLine(instruction -> instruction instanceof MethodInsnNode call
                && call.name.equals(name)
                && Type.getReturnType(call.desc).getSort() >= Type.ARRAY);
    }

    private List<AbstractInsnNode> inLine(Predicate<AbstractInsnNode> wanted) {
        List<AbstractInsnNode> all = new ArrayList<>();
        List<AbstractInsnNode> here = new ArrayList<>();
        int current = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                current = number.line;
            } else if (wanted.test(instruction)) {
                all.add(instruction);
                if (current == line) {
                    here.add(instruction);
                }
            }
        }
        return here.isEmpty() ? all : here;
    }

    /** The calls of a constructor after which the object that one of these instructions made is still on the stack. */
    private List<AbstractInsnNode> constructed(List<AbstractInsnNode> made) {
        List<AbstractInsnNode> found = new ArrayList<>();
        try {
            Frame<SourceValue>[] frames = new Analyzer<>(new Origins()).analyze(owner, method);
            InsnList instructions = method.instructions;
            for (int i = 0; i < frames.length; i++) {
                if (instructions.get(i) instanceof MethodInsnNode call
                        && call.name.equals("<init>")
                        && frames[i] != null
                        && leaves(frames[i], call, made)) {
                    found.add(call);
                }
            }
        } catch (AnalyzerException e) {
            found.clear(); // code that can't be followed is left as it is
        }
        return found;
    }

    /** Tells of a value which instruction made it, however often it was copied since. */
    private static final class Origins extends SourceInterpreter {
        Origins() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return value;
        }
    }

    private static boolean leaves(Frame<SourceValue> frame, MethodInsnNode call, List<AbstractInsnNode> made) {
        int below = frame.getStackSize() - Type.getArgumentTypes(call.desc).length - 2;
        return below >= 0 && frame.getStack(below).insns.size() == 1 && made.containsAll(frame.getStack(below).insns);
    }

    private static boolean allocates(AbstractInsnNode instruction, Type type) {
        return switch (instruction.getOpcode()) {
            case Opcodes.NEW ->
                Type.getObjectType(((TypeInsnNode) instruction).desc).equals(type);
            case Opcodes.ANEWARRAY ->
                Type.getType("["
                                + Type.getObjectType(((TypeInsnNode) instruction).desc)
                                        .getDescriptor())
                        .equals(type);
            case Opcodes.NEWARRAY ->
                type.getDescriptor()
                        .equals("[" + "ZCFDBSIJ".charAt(((IntInsnNode) instruction).operand - Opcodes.T_BOOLEAN));
            default -> false;
        };
    }

    /** The descriptor of a class named as in source: {@code byte[]}, {@code com.acme.Order}. */
    static String descriptor(String className) {
        int dimensions = 0;
        String element = className;
        while (element.endsWith("[]")) {
            element = element.substring(0, element.length() - 2);
            dimensions++;
        }
        String descriptor = switch (element) {
            case "boolean" -> "Z";
            case "byte" -> "B";
            case "char" -> "C";
            case "short" -> "S";
            case "int" -> "I";
            case "long" -> "J";
            case "float" -> "F";
            case "double" -> "D";
            default -> "L" + element.replace('.', '/') + ";";
        };
        return "[".repeat(dimensions) + descriptor;
    }
}
