import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;

/**
 * Adds a module's descriptor to its jar by the jar tool of the JDK that runs this, unless that was done since either changed:
 * a jar that is rewritten counts as a changed dependency, and all that need it are then compiled again.
 *
 * <p>Arguments: the jar, which has no descriptor when it is made anew; the folder of the classes; the time stamp of the
 * entries (ISO 8601).
 */
final class AddModuleDescriptor {
    private static final String DESCRIPTOR = "module-info.class";

    private AddModuleDescriptor() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path classes = Path.of(arguments[1]);
        if (describes(jar) && !isNewer(classes.resolve(DESCRIPTOR), jar)) {
            return;
        }
        int code = ToolProvider.findFirst("jar")
                .orElseThrow(() -> new IllegalStateException(
                        "a JDK is needed, but this is none: " + System.getProperty("java.home")))
                .run(
                        System.out,
                        System.err,
                        "--update",
                        "--date=" + arguments[2],
                        "--file=" + jar,
                        "-C",
                        classes.toString(),
                        DESCRIPTOR);
        System.exit(code);
    }

    private static boolean describes(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(DESCRIPTOR) != null;
        }
    }

    private static boolean isNewer(Path file, Path other) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
    }
}
