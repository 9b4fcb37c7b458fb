package dev.cistern.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Leaves in {@code target/browser} what the suite in {@code src/browser} starts {@link WebPreview} with. */
final class WebPreviewTest {
    @Test
    void command_leftForTheBrowser_hasThePreview() throws IOException {
        String classPath = System.getProperty("java.class.path");
        assertThat(classPath.split(File.pathSeparator, -1))
                .anyMatch(entry -> Files.exists(Path.of(entry, "dev/cistern/lab/web/WebPreview.class")));
        Path folder = Files.createDirectories(Path.of("target/browser"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(folder.resolve("preview.command"), java + "\n" + classPath + "\n");
    }
}
