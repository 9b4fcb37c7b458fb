package dev.cistern.lab.classes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place where class files lie. */
sealed interface ClassSource extends AutoCloseable permits ClassSource.Folder, JarClasses, ClassSource.Image {
    /** {@return the bytes of a class file, {@code com/acme/Order}; null where this place has none} */
    byte @Nullable [] read(String internalName) throws IOException;

    @Override
    default void close() throws IOException {}

    /** A folder of class files. */
    record Folder(Path root) implements ClassSource {
        @Override
        public byte @Nullable [] read(String internalName) throws IOException {
            Path file = root.resolve(internalName + ".class");
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        }
    }

    /** The module image of a JDK, read by the file system that the JDK itself brings. */
    final class Image implements ClassSource {
        private final FileSystem files;

        private Image(FileSystem files) {
            this.files = files;
        }

        static Image of(Path javaHome) throws IOException {
            return new Image(FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", javaHome.toString())));
        }

        @Override
        public byte @Nullable [] read(String internalName) throws IOException {
            int slash = internalName.lastIndexOf('/');
            if (slash < 0) {
                return null;
            }
            Path links =
                    files.getPath("/packages", internalName.substring(0, slash).replace('/', '.'));
            if (!Files.isDirectory(links)) {
                return null;
            }
            try (Stream<Path> modules = Files.list(links)) {
                for (Path link : modules.toList()) {
                    String module = link.getFileName().toString();
                    Path file = files.getPath("/modules", module, internalName + ".class");
                    if (Files.exists(file)) {
                        return Files.readAllBytes(file);
                    }
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            files.close();
        }
    }
}
