package dev.cistern.lab.classes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Follows one object of a known class through a method and the methods it calls.
 *
 * <p>Algorithm: abstract interpretation to a fixed point, one bit a value, after J. Choi et al., Escape Analysis for Java
 * (OOPSLA 1999), restricted to calls whose target is certain. A recursive call adds nothing of its own. Not thread-safe.
 */
final class FateAnalysis {
    private static final int DEEPEST = 8;
    private static final int MOST_INSTRUCTIONS = 5_000;

    private final ClassFiles files;
    private final KnownCalls known;
    private final int freqInlineSize;
    private final Map<String, Passage> passages = new HashMap<>();

    /** @param freqInlineSize the bytes of bytecode above which the target's compiler does not inline a hot method */
    FateAnalysis(ClassFiles files, int freqInlineSize) {
        this.files = files;
        this.known = new KnownCalls(files);
        this.freqInlineSize = freqInlineSize;
    }

    /**
     * What a method does with an object.
     *
     * @param exactClass the object's class, {@code com/acme/Order}; null for an array
     */
    Passage follow(ClassFiles.Found found, Birth birth, @Nullable String exactClass) {
        return follow(found, birth, exactClass, 0);
    }

    private Passage follow(ClassFiles.Found found, Birth birth, @Nullable String exactClass, int depth) {
        MethodNode method = found.method();
        String where = MethodNames.readable(found.owner().name, method.name);
        if (method.instructions.size() == 0 || method.instructions.size() > MOST_INSTRUCTIONS || depth > DEEPEST) {
            return Passage.of(new Fate(Fate.Kind.HANDED_ON, where, where));
        }
        Passage passage = Passage.empty();
        FateInterpreter.Observer observer = new FateInterpreter.Observer() {
            @Override
            public void happens(Fate.Kind kind, String what) {
                passage.fates().add(new Fate(kind, what, where));
            }

            @Override
            public boolean passed(MethodInsnNode call, int argument) {
                Passage inner = into(call, argument, where, exactClass, depth + 1);
                passage.addInner(inner);
                return inner.returns();
            }
        };
        try {
            new Analyzer<>(new FateInterpreter(birth, observer)).analyze(found.owner().name, method);
        } catch (AnalyzerException e) {
            passage.fates().add(new Fate(Fate.Kind.HANDED_ON, "code that can't be followed", where));
        }
        return passage;
    }

    private Passage into(MethodInsnNode call, int argument, String where, @Nullable String exactClass, int depth) {
        if (KnownCalls.asKey(call, argument)) {
            return Passage.of(new Fate(Fate.Kind.KEY, MethodNames.readable(call.owner, call.name), where));
        }
        if (known.keepsNothing(call)) {
            return Passage.empty();
        }
        Optional<ClassFiles.Found> target = target(call, argument, exactClass);
        if (target.isEmpty()) {
            return Passage.of(new Fate(Fate.Kind.HANDED_ON, MethodNames.readable(call.owner, call.name), where));
        }
        ClassFiles.Found callee = target.get();
        String key = callee.owner().name + "." + callee.method().name + callee.method().desc + "#" + argument + "/"
                + exactClass;
        Passage passage = passages.get(key);
        if (passage == null) {
            passages.put(key, Passage.empty());
            passage = follow(callee, new Birth.Parameter(local(call, argument)), exactClass, depth);
            noteSize(callee, where, passage);
            passages.put(key, passage);
        }
        return passage;
    }

    private void noteSize(ClassFiles.Found callee, String where, Passage passage) {
        CodeSizeEvaluator size = new CodeSizeEvaluator(null);
        callee.method().accept(size);
        if (size.getMinSize() > freqInlineSize) {
            passage.tooBig()
                    .add(new Passage.BigCall(
                            where, MethodNames.readable(callee.owner().name, callee.method().name), size.getMinSize()));
        }
    }

    /** The method that the call certainly reaches. */
    private Optional<ClassFiles.Found> target(MethodInsnNode call, int argument, @Nullable String exactClass) {
        boolean receiver = argument == 0 && call.getOpcode() != Opcodes.INVOKESTATIC;
        boolean dispatched = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        if (dispatched && receiver && exactClass != null) {
            return files.method(exactClass, call.name, call.desc);
        }
        Optional<ClassFiles.Found> declared = files.method(call.owner, call.name, call.desc);
        return dispatched
                ? declared.filter(found -> isFinal(found.owner().access)
                        || isFinal(found.method().access)
                        || (found.method().access & Opcodes.ACC_PRIVATE) != 0)
                : declared;
    }

    private static boolean isFinal(int access) {
        return (access & Opcodes.ACC_FINAL) != 0;
    }

    private static int local(MethodInsnNode call, int argument) {
        int instance = call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1;
        if (argument < instance) {
            return 0;
        }
        int local = instance;
        Type[] types = Type.getArgumentTypes(call.desc);
        for (int i = 0; i < argument - instance; i++) {
            local += types[i].getSize();
        }
        return local;
    }

    static boolean bears(MethodNode method, Birth birth) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (birth.at(instruction)) {
                return true;
            }
        }
        return false;
    }
}
