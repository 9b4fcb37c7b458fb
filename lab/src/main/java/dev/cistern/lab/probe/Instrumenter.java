package dev.cistern.lab.probe;

import dev.cistern.lab.recording.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts into a class the calls that tell the agent of objects: where they are born, where code gets one in hand, where one
 * serves as key or lock.
 *
 * <p>Code gets an object in hand as a parameter, as the result of a call or a cast, or out of a field; what it does with
 * it then is not looked at, which keeps loops over its contents as they are. An element taken out of an array of its exact
 * type is the one way that is not seen. Nothing is put in but straight-line code that leaves the stack as it was.
 */
final class Instrumenter {
    /** What a class needs to have constants that are worked out. */
    private static final int OLDEST_WITH_CONSTANTS = Opcodes.V11;

    private static final int OLDEST_WITH_FRAMES = Opcodes.V1_7;

    private final ProbePlan plan;
    private final Codes codes;
    private final Sightings sightings;
    private final List<Integer> born = new ArrayList<>();

    /** @param sightings knows the types of the plan */
    Instrumenter(ProbePlan plan, Codes codes, Sightings sightings) {
        this.plan = plan;
        this.codes = codes;
        this.sightings = sightings;
    }

    /** {@return the numbers of the sites whose place of birth was found in a class so far} */
    List<Integer> born() {
        return born;
    }

    /**
     * The class with the calls in it.
     *
     * @return null where there is nothing to put in, or it can't be
     */
    byte @Nullable [] instrument(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassNode type = new ClassNode();
        reader.accept(type, 0);
        int version = type.version & 0xffff;
        if (version < OLDEST_WITH_FRAMES) {
            return null;
        }
        boolean changed = false;
        for (MethodNode method : type.methods) {
            if (method.instructions.size() > 0) {
                changed |= instrument(type, method);
            }
        }
        if (!changed) {
            return null;
        }
        if (version < OLDEST_WITH_CONSTANTS) {
            type.version = OLDEST_WITH_CONSTANTS;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        try {
            type.accept(writer);
            return writer.toByteArray();
        } catch (MethodTooLargeException e) {
            return null;
        }
    }

    private boolean instrument(ClassNode type, MethodNode method) {
        String place = type.name.substring(type.name.lastIndexOf('/') + 1) + "." + method.name;
        if (HandOver.is(type.name.replace('/', '.'))) {
            return HandOver.takes(method) && returned(method, place);
        }
        boolean changed = births(type, method);
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            changed |= sighting(method.instructions, instruction, place);
        }
        return entry(type, method, place) || changed;
    }

    private boolean returned(MethodNode method, String place) {
        boolean changed = false;
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                changed = before(method.instructions, instruction, codes.at(Codes.SEEN, place, Codes.ANY));
            }
        }
        return changed;
    }

    private boolean births(ClassNode type, MethodNode method) {
        boolean changed = false;
        for (int number = 0; number < plan.sites().size(); number++) {
            ProbePlan.Planned site = plan.sites().get(number);
            Frame frame = site.birth();
            boolean here = frame.className().equals(type.name.replace('/', '.'))
                    && frame.methodName().equals(method.name)
                    && (frame.descriptor().isEmpty() || frame.descriptor().equals(method.desc));
            if (!here) {
                continue;
            }
            for (AbstractInsnNode at : births(type, method, site)) {
                InsnList code = new InsnList();
                code.add(new InsnNode(Opcodes.DUP));
                GateCall.append(code, Codes.born(number));
                method.instructions.insert(at, code);
                born.add(number);
                changed = true;
            }
        }
        return changed;
    }

    /** The instructions after which a new object of the site lies on top of the stack. */
    private static List<AbstractInsnNode> births(ClassNode type, MethodNode method, ProbePlan.Planned site) {
        Births births = new Births(type.name, method, site.birth().line());
        Optional<Frame> callee = site.callee();
        return callee.isPresent()
                ? births.byCall(callee.get().methodName())
                : births.byAllocation(site.key().className());
    }

    /** Parameters that are such an object, and the object whose method it is. */
    private boolean entry(ClassNode type, MethodNode method, String place) {
        InsnList code = new InsnList();
        boolean instance = (method.access & Opcodes.ACC_STATIC) == 0;
        int local = 0;
        if (instance) {
            Integer own = sightings.ofReceiver(type.name);
            if (own != null && !method.name.startsWith("<")) {
                boolean hashing = method.name.equals("hashCode") && method.desc.equals("()I");
                load(code, 0, codes.at(hashing ? Codes.KEY : Codes.SEEN, place, own));
            }
            local = 1;
        }
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            Integer group = sightings.of(parameter);
            if (group != null) {
                load(code, local, codes.at(Codes.SEEN, place, group));
            }
            local += parameter.getSize();
        }
        if (code.size() == 0) {
            return false;
        }
        method.instructions.insert(code);
        return true;
    }

    private static void load(InsnList code, int local, int what) {
        code.add(new VarInsnNode(Opcodes.ALOAD, local));
        GateCall.append(code, what);
    }

    private boolean sighting(InsnList all, AbstractInsnNode instruction, String place) {
        return switch (instruction.getOpcode()) {
            case Opcodes.GETFIELD, Opcodes.GETSTATIC, Opcodes.PUTSTATIC ->
                field(all, (FieldInsnNode) instruction, place);
            case Opcodes.CHECKCAST -> cast(all, (TypeInsnNode) instruction, place);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
                call(all, (MethodInsnNode) instruction, place);
            case Opcodes.MONITORENTER ->
                sightings.lockable() && before(all, instruction, codes.at(Codes.LOCK, place, Codes.ANY));
            default -> false;
        };
    }

    private boolean cast(InsnList all, TypeInsnNode cast, String place) {
        Integer group = sightings.of(Type.getObjectType(cast.desc));
        return group != null && after(all, cast, codes.at(Codes.SEEN, place, group));
    }

    private boolean field(InsnList all, FieldInsnNode field, String place) {
        Integer group = sightings.of(Type.getType(field.desc));
        if (group == null) {
            return false;
        }
        return field.getOpcode() == Opcodes.PUTSTATIC
                ? before(all, field, codes.at(Codes.STATIC, place, group))
                : after(all, field, codes.at(Codes.SEEN, place, group));
    }

    private boolean call(InsnList all, MethodInsnNode call, String place) {
        boolean changed = false;
        Integer group = sightings.of(Type.getReturnType(call.desc));
        if (group != null) {
            changed = after(all, call, codes.at(Codes.SEEN, place, group));
        }
        InsnList code = sightings.keyOf(call, codes.at(Codes.KEY, place, Codes.ANY));
        if (code.size() > 0) {
            all.insertBefore(call, code);
            changed = true;
        }
        return changed;
    }

    private static boolean after(InsnList all, AbstractInsnNode at, int what) {
        all.insert(at, told(what));
        return true;
    }

    private static boolean before(InsnList all, AbstractInsnNode at, int what) {
        all.insertBefore(at, told(what));
        return true;
    }

    private static InsnList told(int what) {
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.DUP));
        GateCall.append(code, what);
        return code;
    }
}
