package dev.cistern.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every snippet compiles against the pool as it is: a remedy with an outdated call in it is none. */
final class SnippetsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            byte[]                        | 8192 |
            boolean[]                     | 1024 |
            char[]                        | 8016 |
            double[]                      | 32784 |
            byte[][]                      | 1040 |
            int[][][]                     | 1040 |
            java.lang.String[]            | 416  |
            java.lang.StringBuilder       | 0    | setLength(0)
            java.io.ByteArrayOutputStream | 0    | reset()
            java.lang.Object              | 0    | ''
            """)
    void scratchPool_anyType_compilesAgainstThePool(String className, double bytes, String resetCall)
            throws IOException {
        String snippet = Snippets.scratchPool(className, bytes, resetCall == null ? "" : resetCall);
        assertThat(diagnostics(snippet)).as(snippet).isEmpty();
    }

    @Test
    void diagnostics_callThatThePoolLacks_reported() throws IOException {
        String snippet = Snippets.scratchPool("byte[]", 8192, "").replace("acquire", "borrow");
        assertThat(diagnostics(snippet)).contains("borrow");
    }

    @Test
    void scratchPool_arrayOfArrays_lengthBelongsToTheOuterOne() {
        assertThat(Snippets.scratchPool("byte[][]", 1040, "")).contains("new byte[256][]");
    }

    /** A pool whose idle arrays held on to what was in them would keep all of it alive. */
    @Test
    void scratchPool_arrayOfReferences_letsGoOfThem() {
        assertThat(Snippets.scratchPool("java.lang.String[]", 416, "")).contains("Arrays.fill(array, null)");
        assertThat(Snippets.scratchPool("long[]", 416, "")).doesNotContain("null");
    }

    /** A constructor that does not exist sends its reader astray; which ones a class of the JDK has is known. */
    @Test
    void scratchPool_jdkClassThatNeedsArguments_theyAreLeftToFillIn() {
        assertThat(Snippets.scratchPool("java.util.zip.DeflaterOutputStream", 48, ""))
                .contains("new DeflaterOutputStream(/* what this site gives it */)");
        assertThat(Snippets.scratchPool("java.util.ArrayList", 24, "clear()")).contains("new ArrayList()");
    }

    private String diagnostics(String snippet) throws IOException {
        int statements = snippet.indexOf("\n\n");
        String program = """
                import dev.cistern.pool.PoolPolicy;
                import dev.cistern.pool.ScratchPool;
                import java.io.ByteArrayOutputStream;
                final class Program {
                %s
                    void use() {
                %s
                    }
                }
                """.formatted(snippet.substring(0, statements), snippet.substring(statements));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        compiler.getTask(
                        out,
                        null,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()),
                        null,
                        List.of(new Source(program)))
                .call();
        return out.toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Program.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
