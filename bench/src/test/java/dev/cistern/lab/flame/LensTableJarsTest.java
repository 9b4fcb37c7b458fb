package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Each row of the table of pools and caches against the classes of the libraries themselves, which all are on the class path
 * here: a row that no method fits, or whose methods earlier rows take, tells nothing and is a mistake.
 */
final class LensTableJarsTest {
    /** Not part of the house yet. */
    private static final Set<String> NOT_YET = Set.of("Cistern slab");

    private static final List<Class<?>> OF_THE_JDK = List.of(ThreadLocal.class);

    @Test
    void rows_eachOfThem_fitAMethodOfTheirLibraryBeforeAnyOtherRowDoes() throws IOException {
        List<LensTable.Row> rows = LensTable.read().rows();
        Set<LensTable.Row> taken = new LinkedHashSet<>();
        methods(rows).forEach((className, methods) -> {
            List<LensTable.Row> its = rows.stream()
                    .filter(row -> LensTable.Row.matches(row.className(), className))
                    .toList();
            methods.forEach(method -> its.stream()
                    .filter(row -> row.fits(className, method))
                    .findFirst()
                    .ifPresent(taken::add));
        });
        List<LensTable.Row> idle = rows.stream()
                .filter(row -> !NOT_YET.contains(row.library()) && !taken.contains(row))
                .toList();
        assertThat(idle).as("rows in which no method of a library lands").isEmpty();
    }

    /** The methods of every class on the class path that some row could mean. */
    private static Map<String, Set<String>> methods(List<LensTable.Row> rows) throws IOException {
        List<String> prefixes = rows.stream()
                .map(row -> row.className().replaceFirst("\\*.*", "").replace('.', '/'))
                .distinct()
                .toList();
        Map<String, Set<String>> found = new TreeMap<>();
        for (Class<?> one : OF_THE_JDK) {
            try (InputStream bytes =
                    ClassLoader.getSystemResourceAsStream(one.getName().replace('.', '/') + ".class")) {
                read(bytes, found);
            }
        }
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                folder(path, prefixes, found);
            } else if (part.endsWith(".jar")) {
                jar(path, prefixes, found);
            }
        }
        return found;
    }

    private static void folder(Path root, List<String> prefixes, Map<String, Set<String>> found) throws IOException {
        List<Path> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> isWanted(root.relativize(file).toString().replace('\\', '/'), prefixes))
                    .forEach(classes::add);
        }
        for (Path file : classes) {
            try (InputStream bytes = Files.newInputStream(file)) {
                read(bytes, found);
            }
        }
    }

    private static void jar(Path path, List<String> prefixes, Map<String, Set<String>> found) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (isWanted(entry.getName(), prefixes)) {
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        read(bytes, found);
                    }
                }
            }
        }
    }

    private static boolean isWanted(String name, List<String> prefixes) {
        return name.endsWith(".class") && prefixes.stream().anyMatch(name::startsWith);
    }

    private static void read(InputStream bytes, Map<String, Set<String>> found) throws IOException {
        ClassReader reader = new ClassReader(bytes);
        Set<String> methods = found.computeIfAbsent(reader.getClassName().replace('/', '.'), unseen -> new TreeSet<>());
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        methods.add(name);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
}
