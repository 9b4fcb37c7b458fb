package dev.cistern.lab.classes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the classes of a target by name, in the order in which the target itself would. Not thread-safe. */
final class ClassFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClassFiles.class.getName());

    private final List<ClassSource> sources = new ArrayList<>();
    private final Map<String, Optional<ClassNode>> found = new HashMap<>();

    /**
     * @param classPath folders and jars; what does not exist is passed over
     * @param javaHome the home of the target's JDK; empty where unknown
     * @param javaVersion the target's feature version, which decides between the versions of a multi-release jar
     */
    ClassFiles(List<String> classPath, String javaHome, int javaVersion) {
        Runtime.Version version = Runtime.Version.parse(String.valueOf(Math.max(javaVersion, 17)));
        if (!javaHome.isEmpty()) {
            open(() -> ClassSource.Image.of(Path.of(javaHome)), javaHome);
        }
        for (String entry : classPath) {
            open(() -> sourceOf(Path.of(entry), version), entry);
        }
    }

    private interface Opening {
        @Nullable
        ClassSource open() throws IOException;
    }

    private void open(Opening opening, String place) {
        try {
            ClassSource source = opening.open();
            if (source != null) {
                sources.add(source);
            }
        } catch (IOException | InvalidPathException e) {
            LOG.log(System.Logger.Level.DEBUG, "no classes are read from " + place, e);
        }
    }

    private static @Nullable ClassSource sourceOf(Path entry, Runtime.Version version) throws IOException {
        if (Files.isDirectory(entry)) {
            return new ClassSource.Folder(entry);
        }
        return Files.isRegularFile(entry) ? new JarClasses(entry, version) : null;
    }

    /** {@return the class of that name, {@code com/acme/Order}; empty where it is not found or can't be read} */
    Optional<ClassNode> find(String internalName) {
        Optional<ClassNode> known = found.get(internalName);
        if (known == null) {
            known = read(internalName);
            found.put(internalName, known);
        }
        return known;
    }

    private Optional<ClassNode> read(String internalName) {
        try {
            return bytes(internalName).map(bytes -> {
                ClassNode node = new ClassNode();
                new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
                return node;
            });
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.log(System.Logger.Level.DEBUG, "class " + internalName + " could not be read", e);
            return Optional.empty();
        }
    }

    /** {@return the class file of that name, which is not kept; empty where it is not found} */
    Optional<byte[]> bytes(String internalName) {
        for (ClassSource source : sources) {
            try {
                byte[] bytes = source.read(internalName);
                if (bytes != null) {
                    return Optional.of(bytes);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "class " + internalName + " could not be read", e);
            }
        }
        return Optional.empty();
    }

    /** A method with the class that declares it. */
    record Found(ClassNode owner, MethodNode method) {}

    /** {@return the method that a call on an object of exactly this class reaches; empty where it is not found} */
    Optional<Found> method(String internalName, String name, String descriptor) {
        Optional<ClassNode> owner = find(internalName);
        while (owner.isPresent()) {
            for (MethodNode method : owner.get().methods) {
                if (method.name.equals(name) && method.desc.equals(descriptor)) {
                    return Optional.of(new Found(owner.get(), method));
                }
            }
            String above = owner.get().superName;
            owner = above == null ? Optional.empty() : find(above);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        for (ClassSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a class path entry could not be closed", e);
            }
        }
    }
}
