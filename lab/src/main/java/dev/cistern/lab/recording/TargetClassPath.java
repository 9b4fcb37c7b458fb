package dev.cistern.lab.recording;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the classes of a target lie: its class path and module path with what the manifests of their jars add. */
final class TargetClassPath {
    private final Properties properties;
    private final ProcessFacts process;
    private final Path workingFolder;

    TargetClassPath(Properties properties, ProcessFacts process) {
        this.properties = properties;
        this.process = process;
        this.workingFolder = Path.of(properties.getProperty("user.dir", "/"));
    }

    /** Absolute paths where they can be resolved, in the order in which classes are looked up. */
    List<String> entries() {
        Set<String> entries = new LinkedHashSet<>();
        for (String key : List.of("jdk.module.path", "java.class.path")) {
            String path = properties.getProperty(key, "");
            for (String entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
                if (!entry.isBlank()) {
                    add(entries, entry, key.equals("jdk.module.path"));
                }
            }
        }
        return List.copyOf(entries);
    }

    private void add(Set<String> entries, String entry, boolean modules) {
        try {
            Path path = process.reach(workingFolder.resolve(entry)).normalize();
            if (modules && Files.isDirectory(path) && !Files.exists(path.resolve("module-info.class"))) {
                addModules(entries, path);
            } else if (entries.add(path.toString()) && Files.isRegularFile(path)) {
                addFromManifest(entries, path);
            }
        } catch (InvalidPathException e) {
            entries.add(entry); // not a path on this system, so it is told as it was given
        }
    }

    private void addModules(Set<String> entries, Path folder) {
        try (Stream<Path> modules = Files.list(folder)) {
            modules.sorted().forEach(module -> entries.add(module.toString()));
        } catch (IOException e) {
            entries.add(folder.toString());
        }
    }

    private void addFromManifest(Set<String> entries, Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String added =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (added != null && !added.isBlank()) {
                for (String url : added.strip().split("\\s+", -1)) {
                    add(entries, pathOf(jar, url), false);
                }
            }
        } catch (IOException e) {
            // Not a readable jar: it stands in the list, and whoever looks for classes there finds none.
            System.getLogger(TargetClassPath.class.getName()).log(System.Logger.Level.DEBUG, jar.toString(), e);
        }
    }

    private static String pathOf(Path jar, String url) {
        try {
            URI resolved = jar.toUri().resolve(URI.create(url));
            return "file".equals(resolved.getScheme()) ? Path.of(resolved).toString() : url;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
