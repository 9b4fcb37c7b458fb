package dev.cistern.lab.classes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a jar, for the target's JDK where it has several versions; also those of a jar that carries its
 * libraries within, as Spring Boot packs them.
 */
final class JarClasses implements ClassSource {
    private static final String PACKED_CLASSES = "BOOT-INF/classes/";
    private static final String PACKED_LIBRARIES = "BOOT-INF/lib/";
    private static final String SUFFIX = ".class";

    private final JarFile jar;
    private @Nullable Map<String, String> packed;

    JarClasses(Path jar, Runtime.Version version) throws IOException {
        this.jar = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, version);
    }

    @Override
    public byte @Nullable [] read(String internalName) throws IOException {
        String name = internalName + SUFFIX;
        JarEntry entry = jar.getJarEntry(name);
        if (entry == null) {
            entry = jar.getJarEntry(PACKED_CLASSES + name);
        }
        if (entry != null) {
            try (InputStream bytes = jar.getInputStream(entry)) {
                return bytes.readAllBytes();
            }
        }
        String library = packed().get(name);
        return library == null ? null : readPacked(library, name);
    }

    /** Class file names of the libraries within, each with its library. */
    private Map<String, String> packed() throws IOException {
        Map<String, String> known = packed;
        if (known == null) {
            known = new HashMap<>();
            for (JarEntry library : jar.stream().filter(JarClasses::isLibrary).toList()) {
                try (ZipInputStream entries = new ZipInputStream(jar.getInputStream(library))) {
                    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                        if (entry.getName().endsWith(SUFFIX)) {
                            known.putIfAbsent(entry.getName(), library.getName());
                        }
                    }
                }
            }
            packed = known;
        }
        return known;
    }

    private static boolean isLibrary(JarEntry entry) {
        return entry.getName().startsWith(PACKED_LIBRARIES) && entry.getName().endsWith(".jar");
    }

    private byte @Nullable [] readPacked(String library, String name) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(jar.getInputStream(jar.getJarEntry(library)))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return entries.readAllBytes();
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
