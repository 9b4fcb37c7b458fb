package dev.cistern.lab.probe;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The call that is put into a target's code: it takes the object on top of the stack and tells the agent's gate of it.
 *
 * <p>The gate is a constant of the class that is worked out once, when it is first needed, through methods of java.base
 * alone: the class loader of the application, the agent's class there, its field. So the instrumented class needs to see no
 * class of ours, whatever loader or module it is of, and the compiler takes the gate for what it is, a constant. There is
 * no branch, so the frames of a method stay as they are.
 */
final class GateCall {
    private static final String CONSUMER = "java/util/function/ObjIntConsumer";
    private static final Handle INVOKE = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "invoke",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                    + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
            false);
    private static final ConstantDynamic LOADER = constant(
            "java/lang/ClassLoader",
            handle(
                    Opcodes.H_INVOKESTATIC,
                    "java/lang/ClassLoader",
                    "getSystemClassLoader",
                    "()Ljava/lang/ClassLoader;"));
    private static final ConstantDynamic AGENT = constant(
            "java/lang/Class",
            handle(
                    Opcodes.H_INVOKEVIRTUAL,
                    "java/lang/ClassLoader",
                    "loadClass",
                    "(Ljava/lang/String;)Ljava/lang/Class;"),
            LOADER,
            "dev.cistern.probe.Gate");
    private static final ConstantDynamic FIELD = constant(
            "java/lang/reflect/Field",
            handle(
                    Opcodes.H_INVOKEVIRTUAL,
                    "java/lang/Class",
                    "getField",
                    "(Ljava/lang/String;)Ljava/lang/reflect/Field;"),
            AGENT,
            "GATE");
    /** A static field is read from no object; an argument of a constant can't be null, so any other stands for it. */
    private static final ConstantDynamic GATE = constant(
            CONSUMER,
            handle(Opcodes.H_INVOKEVIRTUAL, "java/lang/reflect/Field", "get", "(Ljava/lang/Object;)Ljava/lang/Object;"),
            FIELD,
            "");

    private GateCall() {}

    private static Handle handle(int tag, String owner, String name, String descriptor) {
        return new Handle(tag, owner, name, descriptor, false);
    }

    private static ConstantDynamic constant(String type, Object... arguments) {
        return new ConstantDynamic("probe", "L" + type + ";", INVOKE, arguments);
    }

    /** Appends the call, which takes the reference on top of the stack. */
    static void append(InsnList code, int what) {
        code.add(new LdcInsnNode(GATE));
        code.add(new InsnNode(Opcodes.SWAP));
        code.add(new LdcInsnNode(what));
        code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;I)V", true));
    }
}
