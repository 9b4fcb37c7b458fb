package dev.cistern.experiments.proof;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param path its home folder
 * @param feature its feature version, 17
 * @param version its full version, {@code 17.0.20}
 */
public record JdkHome(Path path, int feature, String version) {
    private static final List<String> PARENTS = List.of(
            "/usr/lib/jvm",
            "/usr/lib64/jvm",
            "/usr/java",
            "/opt/java",
            "/opt",
            "/Library/Java/JavaVirtualMachines",
            "${user.home}/.sdkman/candidates/java",
            "${user.home}/.jdks",
            "${user.home}/.m2/jdks",
            "${user.home}/Library/Java/JavaVirtualMachines");

    /** {@return a JDK of exactly this feature version; the running one is preferred} */
    public static Optional<JdkHome> find(int feature) {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        for (String parent : PARENTS) {
            candidates.addAll(children(Path.of(parent.replace("${user.home}", System.getProperty("user.home")))));
        }
        return candidates.stream()
                .flatMap(path -> read(path).stream())
                .filter(home -> home.feature == feature)
                .findFirst();
    }

    /** {@return the program of this name in its bin folder} */
    public Path program(String name) {
        return path.resolve("bin").resolve(name);
    }

    private static List<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.sorted(Comparator.reverseOrder())
                    .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not look for JDKs in " + parent, e);
        }
    }

    private static Optional<JdkHome> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + release, e);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        String feature = version.split("[.+-]", 2)[0];
        return feature.matches("\\d+")
                ? Optional.of(new JdkHome(home, Integer.parseInt(feature), version))
                : Optional.empty();
    }
}
