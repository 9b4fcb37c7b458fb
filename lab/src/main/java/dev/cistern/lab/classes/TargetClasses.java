package dev.cistern.lab.classes;

import dev.cistern.lab.Outcome;
import dev.cistern.lab.recording.Frame;
import dev.cistern.lab.recording.Recording.InliningRefusal;
import dev.cistern.lab.recording.TargetFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the class files of a target tell of its objects: boundaries 2 and 5, and whether the compiler would remove an
 * allocation if it inlined more. Not thread-safe; close it to close the jars it opened.
 */
public final class TargetClasses implements AutoCloseable {
    private static final Pattern FREQ_INLINE_SIZE = Pattern.compile("-XX:FreqInlineSize=(\\d+)");
    private static final int DEFAULT_FREQ_INLINE_SIZE = 325;
    private static final int NAMED_FATES = 2;
    private static final Set<Fate.Kind> TELLING_WHICH =
            Set.of(Fate.Kind.LOCKED, Fate.Kind.KEPT_BY_STATIC, Fate.Kind.KEY);

    private final ClassFiles files;
    private final StateInspection states;
    private final PathFates fates;
    private final int freqInlineSize;

    /**
     * Looks for class files where a target has them.
     *
     * @param target where its class path and its JDK lie, and the options of its compiler
     */
    public TargetClasses(TargetFacts target) {
        files = new ClassFiles(target.classPath(), target.javaHome(), target.javaVersion());
        states = new StateInspection(files);
        freqInlineSize = freqInlineSize(target.jvmArguments());
        fates = new PathFates(files, new FateAnalysis(files, freqInlineSize));
    }

    private static int freqInlineSize(List<String> jvmArguments) {
        return jvmArguments.stream()
                .map(FREQ_INLINE_SIZE::matcher)
                .filter(Matcher::matches)
                .mapToInt(option -> Integer.parseInt(option.group(1)))
                .reduce(DEFAULT_FREQ_INLINE_SIZE, (first, last) -> last);
    }

    /** {@return whether objects of this class can be brought back to their initial state} */
    public ClassFinding state(String className) {
        return className.endsWith("[]")
                ? ClassFinding.of(Outcome.PASS, "An array's contents can be overwritten.")
                : states.of(className);
    }

    /** {@return the call that resets an object of this class, {@code clear()}; empty where it has none} */
    public String resetCall(String className) {
        return className.endsWith("[]") ? "" : states.resetCall(className);
    }

    /**
     * Whether anything depends on which object it is.
     *
     * @param className the allocated class as in source
     * @param path its call path, innermost first
     * @return what is known
     */
    public ClassFinding identity(String className, List<Frame> path) {
        Optional<Passage> passage = fates.of(className, path);
        if (passage.isEmpty()) {
            return open(className, "Sampling can't see who keeps an object.", "");
        }
        Set<Fate> all = passage.get().fates();
        Optional<Fate> which =
                all.stream().filter(fate -> TELLING_WHICH.contains(fate.kind())).findFirst();
        if (which.isPresent()) {
            return ClassFinding.of(
                    Outcome.FAIL,
                    "It matters which object it is: " + which.get().clause() + ".");
        }
        if (all.isEmpty()) {
            return ClassFinding.of(
                    Outcome.PASS, "The code that gets it was followed to its end: nothing keeps, locks or shares it.");
        }
        String clauses = all.stream().limit(NAMED_FATES).map(Fate::clause).collect(Collectors.joining("; "));
        return open(className, "Who keeps it can't be seen by sampling: " + clauses + ".", " (" + clauses + ")");
    }

    private static ClassFinding open(String className, String evidence, String where) {
        return new ClassFinding(
                Outcome.UNKNOWN,
                evidence,
                "holds if nobody keeps the " + className + " after it was released, in another thread or a collection"
                        + where);
    }

    /**
     * Why an object would not be allocated if the compiler inlined more.
     *
     * @param className the allocated class as in source
     * @param path its call path, innermost first
     * @param refusals what the compiler was seen to refuse
     * @return one sentence; empty where inlining would not remove the allocation or nobody can tell
     */
    public Optional<String> inlinable(String className, List<Frame> path, List<InliningRefusal> refusals) {
        if (className.endsWith("[]")) {
            return Optional.empty(); // only short arrays of constant length are ever removed
        }
        return fates.of(className, path)
                .filter(passage -> passage.fates().isEmpty())
                .flatMap(passage -> passage.tooBig().stream().findFirst())
                .map(call -> "It exists only to be passed from " + call.caller() + " to " + call.callee()
                        + ", which is too big to inline: " + call.bytes()
                        + " bytes of bytecode, and a hot method is inlined up to " + freqInlineSize
                        + compilersWords(call, refusals) + ". Split it, or raise FreqInlineSize.");
    }

    private static String compilersWords(Passage.BigCall call, List<InliningRefusal> refusals) {
        return refusals.stream()
                .filter(refusal -> refusal.callee().endsWith("." + call.callee())
                        && refusal.caller().endsWith("." + call.caller()))
                .findFirst()
                .map(refusal -> " (the compiler said: " + refusal.reason() + ")")
                .orElse("");
    }

    /**
     * The class file of a class.
     *
     * @param className as in source, no array
     * @return its bytes; empty where it is not found
     */
    public Optional<byte[]> bytes(String className) {
        return files.bytes(MethodNames.internal(className));
    }

    @Override
    public void close() {
        files.close();
    }
}
