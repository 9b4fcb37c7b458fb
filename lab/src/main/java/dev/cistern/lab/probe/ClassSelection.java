package dev.cistern.lab.probe;

import dev.cistern.lab.classes.TargetClasses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Chooses the classes of a target that are worth instrumenting: where the objects are born, their own class and those it
 * inherits from, those that name it, and those that lock something or keep something by a key.
 */
final class ClassSelection {
    private static final int MOST = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TargetClasses classes;
    private final Set<String> loaded;
    private final List<String> notes;
    private final Set<String> above = new LinkedHashSet<>();

    /**
     * @param classes the target's class files
     * @param loaded the classes that can be instrumented
     * @param notes is told of what is left out
     */
    ClassSelection(TargetClasses classes, Set<String> loaded, List<String> notes) {
        this.classes = classes;
        this.loaded = loaded;
        this.notes = notes;
    }

    /** {@return the internal names of the classes that the followed ones inherit from} */
    Set<String> above() {
        return above;
    }

    /** The names, the most telling first. */
    List<String> of(ProbePlan plan) {
        Set<String> first = new LinkedHashSet<>();
        List<byte[]> names = new ArrayList<>();
        plan.sites().forEach(site -> first.add(site.birth().className()));
        for (String className : plan.groups().keySet()) {
            String descriptor = Births.descriptor(className);
            boolean array = descriptor.startsWith("[");
            names.add((array ? descriptor : className.replace('.', '/')).getBytes(StandardCharsets.UTF_8));
            if (!array) {
                first.add(className);
                inherited(className);
            }
        }
        above.forEach(name -> first.add(name.replace('/', '.')));
        first.retainAll(loaded);
        List<String> naming = new ArrayList<>();
        List<String> keeping = new ArrayList<>();
        scan(first, names, new Sightings(plan.groups(), above), naming, keeping);
        List<String> chosen = new ArrayList<>(first);
        chosen.addAll(naming);
        chosen.addAll(keeping);
        if (chosen.size() > MOST) {
            notes.add("The probe instrumented " + MOST + " of the " + chosen.size()
                    + " classes that may have such objects in hand; what the others do with them was not seen.");
            return List.copyOf(chosen.subList(0, MOST));
        }
        return chosen;
    }

    private void inherited(String className) {
        Optional<byte[]> bytes = classes.bytes(className);
        while (bytes.isPresent()) {
            String name = new ClassReader(bytes.get()).getSuperName();
            if (name == null || !loaded.contains(name.replace('/', '.')) || !above.add(name)) {
                return;
            }
            bytes = classes.bytes(name.replace('/', '.'));
        }
    }

    private void scan(
            Set<String> first, List<byte[]> names, Sightings sightings, List<String> naming, List<String> keeping) {
        long begun = System.nanoTime();
        int seen = 0;
        int unread = 0;
        for (String name : loaded) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                notes.add("Of " + loaded.size() + " loaded classes the probe looked through " + seen
                        + "; what the others do with such objects was not seen.");
                return;
            }
            seen++;
            if (first.contains(name)) {
                continue;
            }
            Optional<byte[]> bytes = classes.bytes(name);
            if (bytes.isEmpty()) {
                unread++;
            } else if (names.stream().anyMatch(one -> contains(bytes.get(), one))) {
                naming.add(name);
            } else if (sightings.lockable() && Keeping.in(bytes.get(), sightings)) {
                keeping.add(name);
            }
        }
        if (unread > 0) {
            notes.add("The class files of " + unread + " of " + loaded.size()
                    + " loaded classes were not found; what they do with such objects was not seen.");
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        outer:
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            for (int i = 0; i < wanted.length; i++) {
                if (bytes[at + i] != wanted[i]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    /** Finds out whether the code of a class locks something or takes something for a key. */
    private static final class Keeping extends ClassVisitor {
        private final Sightings sightings;
        private boolean found;

        private Keeping(Sightings sightings) {
            super(Opcodes.ASM9);
            this.sightings = sightings;
        }

        static boolean in(byte[] bytes, Sightings sightings) {
            Keeping visitor = new Keeping(sightings);
            new ClassReader(bytes).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return visitor.found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInsn(int opcode) {
                    found |= opcode == Opcodes.MONITORENTER;
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean ofInterface) {
                    found |= sightings
                                    .keyOf(new MethodInsnNode(opcode, owner, method, type, ofInterface), 0)
                                    .size()
                            > 0;
                }
            };
        }
    }
}
