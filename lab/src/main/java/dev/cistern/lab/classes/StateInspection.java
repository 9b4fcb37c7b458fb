package dev.cistern.lab.classes;

import dev.cistern.lab.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Boundary 2: can an object of a class be brought back to its initial state? */
final class StateInspection {
    private static final Set<String> IMMUTABLE = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Short",
            "java/lang/Character",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/math/BigInteger",
            "java/math/BigDecimal",
            "java/util/UUID",
            "java/util/Locale",
            "java/util/Optional",
            "java/util/OptionalInt",
            "java/util/OptionalLong",
            "java/util/OptionalDouble",
            "java/net/URI",
            "java/util/regex/Pattern");

    private static final Set<String> BOUND = Set.of(
            "java/lang/Thread",
            "java/lang/ThreadLocal",
            "java/util/Timer",
            "java/net/Socket",
            "java/net/ServerSocket",
            "java/nio/channels/Channel");

    private static final Set<String> RESETS = Set.of("reset", "clear", "recycle");
    private static final int NAMED_FIELDS = 3;

    private final ClassFiles files;

    StateInspection(ClassFiles files) {
        this.files = files;
    }

    ClassFinding of(String className) {
        String internalName = MethodNames.internal(className);
        if (isImmutable(internalName)) {
            return ClassFinding.of(Outcome.FAIL, className + " is immutable: nothing can reset it.");
        }
        Optional<ClassNode> type = files.find(internalName);
        List<InstanceFields.Field> fields = type.isEmpty() ? null : InstanceFields.of(files, type.get());
        if (type.isEmpty() || fields == null) {
            return new ClassFinding(
                    Outcome.UNKNOWN,
                    "The class file of " + className + " was not found.",
                    "holds if every field of " + className + " can be set back to its initial value");
        }
        String bound = boundTo(type.get(), fields);
        return bound != null ? ClassFinding.of(Outcome.FAIL, bound) : ofFields(className, type.get(), fields);
    }

    private ClassFinding ofFields(String className, ClassNode type, List<InstanceFields.Field> fields) {
        if (fields.isEmpty()) {
            return ClassFinding.of(Outcome.FAIL, className + " has no state: one instance serves all, without a pool.");
        }
        List<InstanceFields.Field> fixed = fields.stream()
                .filter(field -> field.isFinal() && !field.ownObject())
                .toList();
        if (fixed.size() == fields.size()) {
            return ClassFinding.of(
                    Outcome.FAIL, className + " is immutable: " + named(fixed) + " can't be set a second time.");
        }
        String reset = resetCall(className);
        if (!reset.isEmpty()) {
            return ClassFinding.of(Outcome.PASS, className + " is mutable and has " + reset + ".");
        }
        if (fixed.isEmpty() || hasPlainConstructor(type)) {
            return ClassFinding.of(Outcome.PASS, className + " is mutable: its fields can be set back.");
        }
        return new ClassFinding(
                Outcome.UNKNOWN,
                className + " is mutable, but " + named(fixed) + " can't be set a second time.",
                "holds if " + named(fixed) + " of " + className + " may keep the first value");
    }

    /** {@return the call that resets an object of a class, {@code clear()}; empty where it has none} */
    String resetCall(String className) {
        Optional<ClassNode> type = files.find(MethodNames.internal(className));
        while (type.isPresent()) {
            for (MethodNode method : type.get().methods) {
                if (RESETS.contains(method.name) && method.desc.startsWith("()") && callable(method)) {
                    return method.name + "()";
                }
                if (method.name.equals("setLength") && method.desc.equals("(I)V") && callable(method)) {
                    return "setLength(0)";
                }
            }
            String above = type.get().superName;
            type = above == null ? Optional.empty() : files.find(above);
        }
        return "";
    }

    private static boolean callable(MethodNode method) {
        return (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
    }

    private static boolean isImmutable(String internalName) {
        return IMMUTABLE.contains(internalName)
                || (internalName.startsWith("java/time/") && internalName.indexOf('/', "java/time/".length()) < 0);
    }

    /** Final fields are constants where the object is made without being told anything. */
    private static boolean hasPlainConstructor(ClassNode type) {
        return type.methods.stream().anyMatch(method -> method.name.equals("<init>") && method.desc.equals("()V"));
    }

    private @Nullable String boundTo(ClassNode type, List<InstanceFields.Field> fields) {
        if (isBound(type.name)) {
            return type.name.replace('/', '.') + " belongs to one thread or connection and can't be lent to another.";
        }
        return fields.stream()
                .filter(field -> field.type().getSort() == Type.OBJECT
                        && isBound(field.type().getInternalName()))
                .findFirst()
                .map(field -> "Its field " + field.name() + " is a "
                        + field.type().getClassName()
                        + ", which belongs to one thread or connection and can't be reset.")
                .orElse(null);
    }

    private boolean isBound(String internalName) {
        String name = internalName;
        while (true) {
            if (BOUND.contains(name) || name.startsWith("java/util/concurrent/locks/")) {
                return true;
            }
            Optional<ClassNode> type = files.find(name);
            if (type.isEmpty() || type.get().superName == null) {
                return false;
            }
            if (type.get().interfaces.stream().anyMatch(BOUND::contains)) {
                return true;
            }
            name = type.get().superName;
        }
    }

    private static String named(List<InstanceFields.Field> fields) {
        String names = fields.stream()
                .limit(NAMED_FIELDS)
                .map(InstanceFields.Field::name)
                .collect(Collectors.joining(", "));
        String more = fields.size() > NAMED_FIELDS ? " and " + (fields.size() - NAMED_FIELDS) + " more" : "";
        return "final " + (fields.size() == 1 ? "field " : "fields ") + names + more;
    }
}
