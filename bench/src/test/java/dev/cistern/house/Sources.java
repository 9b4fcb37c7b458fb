package dev.cistern.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** All Java sources of the repository, parsed but not compiled. */
final class Sources {
    /** A method and where it stands. */
    record Method(Path file, String name, long lines) {}

    /** A call as it is written, {@code Thread.sleep}. */
    record Call(Path file, String written) {}

    private final List<Path> files;
    private final List<Method> methods = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    private Sources(List<Path> files) {
        this.files = files;
    }

    static Sources ofRepository() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> walk = Files.walk(root)) {
            Sources sources = new Sources(walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(Sources::written)
                    .toList());
            sources.parse();
            return sources;
        }
    }

    List<Path> files() {
        return files;
    }

    List<Method> methods() {
        return methods;
    }

    List<Call> calls() {
        return calls;
    }

    static boolean isTest(Path file) {
        return file.toString().contains("/src/test/");
    }

    private static boolean written(Path file) {
        String path = file.toString();
        return !path.contains("/target/") && !path.endsWith("module-info.java") && !path.contains("/node_modules/");
    }

    private void parse() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Collector(unit, positions).scan(unit, null);
            }
        }
    }

    private final class Collector extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Path file;

        Collector(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.file = Path.of(unit.getSourceFile().toUri());
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getBody() != null) {
                long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method.getBody()));
                long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method.getBody()));
                methods.add(new Method(file, method.getName().toString(), last - first + 1));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            calls.add(new Call(file, call.getMethodSelect().toString()));
            return super.visitMethodInvocation(call, null);
        }
    }
}
