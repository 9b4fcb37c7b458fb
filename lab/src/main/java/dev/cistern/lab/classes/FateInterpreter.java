package dev.cistern.lab.classes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Runs a method on two kinds of values, the object that is followed and all others, and tells what it does with it. */
final class FateInterpreter extends Interpreter<FateValue> {
    /** Who is told. */
    interface Observer {
        /** The method does this with the object. */
        void happens(Fate.Kind kind, String what);

        /**
         * The method passes the object to a call.
         *
         * @return whether the result of the call may be the object
         */
        boolean passed(MethodInsnNode call, int argument);
    }

    private final BasicInterpreter sizes = new BasicInterpreter();
    private final Birth birth;
    private final Observer observer;

    FateInterpreter(Birth birth, Observer observer) {
        super(Opcodes.ASM9);
        this.birth = birth;
        this.observer = observer;
    }

    @Override
    public @Nullable FateValue newValue(@Nullable Type type) {
        if (Type.VOID_TYPE.equals(type)) {
            return null;
        }
        return FateValue.other(type == null ? 1 : type.getSize());
    }

    @Override
    public @Nullable FateValue newParameterValue(boolean instanceMethod, int local, Type type) {
        return birth.parameter(local) ? FateValue.FOLLOWED : newValue(type);
    }

    @Override
    public @Nullable FateValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        return result(instruction, sizes.newOperation(instruction));
    }

    @Override
    public FateValue copyOperation(AbstractInsnNode instruction, FateValue value) {
        return value;
    }

    @Override
    public @Nullable FateValue unaryOperation(AbstractInsnNode instruction, FateValue value) throws AnalyzerException {
        if (value.followed()) {
            switch (instruction.getOpcode()) {
                case Opcodes.CHECKCAST -> {
                    return value;
                }
                case Opcodes.PUTSTATIC -> observer.happens(Fate.Kind.KEPT_BY_STATIC, fieldOf(instruction));
                case Opcodes.MONITORENTER -> observer.happens(Fate.Kind.LOCKED, "");
                case Opcodes.ATHROW -> observer.happens(Fate.Kind.THROWN, "");
                default -> {
                    // reading its class, its length or a field keeps nothing
                }
            }
        }
        return result(instruction, sizes.unaryOperation(instruction, BasicValue.REFERENCE_VALUE));
    }

    @Override
    public @Nullable FateValue binaryOperation(AbstractInsnNode instruction, FateValue first, FateValue second)
            throws AnalyzerException {
        if (instruction.getOpcode() == Opcodes.PUTFIELD && second.followed() && !first.followed()) {
            observer.happens(Fate.Kind.KEPT_BY_FIELD, fieldOf(instruction));
        }
        return result(
                instruction,
                sizes.binaryOperation(instruction, BasicValue.REFERENCE_VALUE, BasicValue.REFERENCE_VALUE));
    }

    @Override
    public @Nullable FateValue ternaryOperation(
            AbstractInsnNode instruction, FateValue array, FateValue index, FateValue value) {
        if (value.followed() && !array.followed()) {
            observer.happens(Fate.Kind.KEPT_BY_ARRAY, "");
        }
        return null;
    }

    @Override
    public @Nullable FateValue naryOperation(AbstractInsnNode instruction, List<? extends FateValue> values)
            throws AnalyzerException {
        boolean returned = false;
        for (int argument = 0; argument < values.size(); argument++) {
            if (values.get(argument).followed()) {
                if (instruction instanceof MethodInsnNode call) {
                    returned |= observer.passed(call, argument);
                } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                    observer.happens(Fate.Kind.CAPTURED, "a lambda (" + dynamic.name + ")");
                }
            }
        }
        FateValue result = result(instruction, sizes.naryOperation(instruction, List.of()));
        return returned && result != null ? FateValue.FOLLOWED : result;
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, FateValue value, FateValue expected) {
        if (value.followed()) {
            observer.happens(Fate.Kind.RETURNED, "");
        }
    }

    @Override
    public FateValue merge(FateValue first, FateValue second) {
        return first.equals(second) ? first : first.or(second);
    }

    private @Nullable FateValue result(AbstractInsnNode instruction, @Nullable BasicValue value) {
        if (value == null || Type.VOID_TYPE.equals(value.getType())) {
            return null;
        }
        return birth.at(instruction) ? FateValue.FOLLOWED : FateValue.other(value.getSize());
    }

    private static String fieldOf(AbstractInsnNode instruction) {
        FieldInsnNode field = (FieldInsnNode) instruction;
        return MethodNames.simple(field.owner) + "." + field.name;
    }
}
