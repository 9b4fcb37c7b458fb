package dev.cistern.lab.classes;

import dev.cistern.lab.recording.Frame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Follows an object from the frame that allocates it up the call path, as far as it is returned. */
final class PathFates {
    private final ClassFiles files;
    private final FateAnalysis analysis;

    PathFates(ClassFiles files, FateAnalysis analysis) {
        this.files = files;
        this.analysis = analysis;
    }

    /**
     * What happens to the objects of a site.
     *
     * @param className the allocated class as in source
     * @param path the call path, innermost first
     * @return empty where the class file of a frame that decides it was not found
     */
    Optional<Passage> of(String className, List<Frame> path) {
        String allocated = MethodNames.allocated(className);
        String exactClass = allocated.startsWith("[") ? null : allocated;
        Passage whole = Passage.empty();
        for (int level = 0; level < path.size(); level++) {
            Frame frame = path.get(level);
            Optional<Passage> passage = level == 0
                    ? allocating(frame, allocated, exactClass)
                    : at(frame, birthByCall(path.get(level - 1)), exactClass);
            if (passage.isEmpty()) {
                return Optional.empty();
            }
            whole.addInner(passage.get());
            if (!passage.get().returns()) {
                return Optional.of(whole);
            }
        }
        return Optional.empty();
    }

    private Optional<Passage> allocating(Frame frame, String allocated, @Nullable String exactClass) {
        Optional<Passage> inLine = at(frame, Birth.Instruction.allocation(allocated, frame.line()), exactClass);
        return inLine.isPresent() ? inLine : at(frame, Birth.Instruction.allocation(allocated, 0), exactClass);
    }

    private static Birth birthByCall(Frame callee) {
        return Birth.Instruction.call(callee.methodName(), callee.descriptor());
    }

    private Optional<Passage> at(Frame frame, Birth birth, @Nullable String exactClass) {
        Optional<ClassNode> owner = files.find(MethodNames.internal(frame.className()));
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Passage all = Passage.empty();
        boolean born = false;
        for (MethodNode method : owner.get().methods) {
            boolean named = method.name.equals(frame.methodName())
                    && (frame.descriptor().isEmpty() || method.desc.equals(frame.descriptor()));
            if (named && FateAnalysis.bears(method, birth)) {
                Passage one = analysis.follow(new ClassFiles.Found(owner.get(), method), birth, exactClass);
                all.fates().addAll(one.fates());
                all.tooBig().addAll(one.tooBig());
                born = true;
            }
        }
        return born ? Optional.of(all) : Optional.empty();
    }
}
