package dev.cistern.bench.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that measures one thing and prints it as words in one line. */
public final class ForkedWords {
    private ForkedWords() {}

    /**
     * Runs a class of this class path in a JVM of its own and waits for its end.
     *
     * @param jvmArguments options of the JVM
     * @param mainClass what it runs
     * @param arguments of the main method
     * @param count how many words it must print
     * @return what it printed
     * @throws IOException if it can't be started, fails, or prints something else
     */
    public static List<String> of(List<String> jvmArguments, Class<?> mainClass, List<String> arguments, int count)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path")));
        command.add(mainClass.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            List<String> words = List.of(printed.split("\\s+"));
            if (code != 0 || words.size() != count) {
                throw new IOException(mainClass.getSimpleName() + " " + String.join(" ", arguments) + " must print "
                        + count + " words and end with 0, but printed '" + printed + "' and ended with " + code);
            }
            return words;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
