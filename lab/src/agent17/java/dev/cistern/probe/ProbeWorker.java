package dev.cistern.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Exchanger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the tool's orders in the target, for one probe.
 *
 * <p>{@code list} tells which classes could be instrumented; {@code read} writes down the bytes of those that the tool
 * named in the file {@code wanted}; {@code start} exchanges them for what the tool has made of them and begins to
 * watch; {@code end} takes everything back and writes down what was seen; {@code abandon} takes it back and tells nobody;
 * the agent asks for that by itself when the tool is gone.
 */
public final class ProbeWorker implements Consumer<String> {
    private final Path folder;
    private final Instrumentation instrumentation;
    private final Consumer<@Nullable ObjIntConsumer<Object>> gate;
    private final Runnable overdue;
    private final Map<String, Class<?>> wanted = new HashMap<>();
    private @Nullable Exchange exchange;
    private @Nullable Watch watch;

    /**
     * A worker that has done nothing yet.
     *
     * @param folder where orders and answers are exchanged
     * @param instrumentation what the JVM gives to agents
     * @param gate takes who is to be told of objects, or null for nobody
     * @param overdue lets go of this worker, after an {@code abandon}, when the tool is gone; called by a thread that
     *     holds no lock
     */
    public ProbeWorker(
            Path folder,
            Instrumentation instrumentation,
            Consumer<@Nullable ObjIntConsumer<Object>> gate,
            Runnable overdue) {
        this.folder = folder;
        this.instrumentation = instrumentation;
        this.gate = gate;
        this.overdue = overdue;
    }

    @Override
    public synchronized void accept(String order) {
        try {
            switch (order) {
                case "list" -> write("classes", list());
                case "read" -> read();
                case "start" -> start();
                case "end" -> end();
                case "abandon" -> restore();
                default -> throw new IllegalArgumentException("unknown order " + order);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The classes that can be exchanged, without class loaders, names that are there twice, and of the JDK's only those
     * through which threads hand objects to each other.
     */
    private List<String> list() {
        Map<String, Class<?>> found = new HashMap<>();
        Set<String> twice = new HashSet<>();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            ClassLoader by = type.getClassLoader();
            boolean ours = type.getName().startsWith("dev.cistern.probe.");
            if (((by == null || by.equals(platform)) && !handsOver(type))
                    || ours
                    || ClassLoader.class.isAssignableFrom(type)) {
                continue;
            }
            if (!type.isArray()
                    && !type.isHidden()
                    && instrumentation.isModifiableClass(type)
                    && found.put(type.getName(), type) != null) {
                twice.add(type.getName());
            }
        }
        found.keySet().removeAll(twice);
        wanted.clear();
        wanted.putAll(found);
        return new ArrayList<>(found.keySet());
    }

    private static boolean handsOver(Class<?> type) {
        return type.getName().startsWith("java.util.concurrent.")
                && (Queue.class.isAssignableFrom(type) || type == Exchanger.class);
    }

    private void read() throws IOException {
        Map<String, Class<?>> all = new HashMap<>(wanted);
        wanted.clear();
        List<String> names = Files.readAllLines(folder.resolve("wanted"), StandardCharsets.UTF_8);
        for (String name : names) {
            Class<?> type = all.get(name);
            if (type != null) {
                wanted.put(name, type);
            }
        }
        Map<String, byte[]> read = Reading.of(wanted.values(), instrumentation);
        for (int i = 0; i < names.size(); i++) {
            byte[] bytes = read.get(names.get(i));
            if (bytes != null) {
                Files.write(folder.resolve(i + ".class"), bytes);
            }
        }
        exchange = new Exchange(wanted.values(), read);
    }

    private void start() throws IOException, UnmodifiableClassException {
        Exchange made = exchange;
        if (made == null) {
            throw new IllegalStateException("start came before read");
        }
        List<String> names = Files.readAllLines(folder.resolve("wanted"), StandardCharsets.UTF_8);
        for (int i = 0; i < names.size(); i++) {
            Path file = folder.resolve(i + ".new");
            if (Files.exists(file)) {
                made.replace(names.get(i), Files.readAllBytes(file));
            }
        }
        Watch watching = new Watch(Files.readAllLines(folder.resolve("plan"), StandardCharsets.UTF_8), gate, overdue);
        wanted.values().removeIf(type -> !made.replaces(type.getName()));
        watch = watching; // from here on there is something to take back
        instrumentation.addTransformer(made, true);
        try {
            exchange();
        } finally {
            instrumentation.removeTransformer(made);
        }
        write("instrumented", made.replaced(wanted.keySet()));
        made.forget();
        watching.begin();
    }

    /** All classes at once; one by one where the JVM does not take them all, and then without those it does not take. */
    private void exchange() throws UnmodifiableClassException {
        try {
            retransform();
        } catch (LinkageError | InternalError | UnsupportedOperationException refused) {
            for (Class<?> type : List.copyOf(wanted.values())) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (LinkageError | InternalError | UnsupportedOperationException e) {
                    wanted.remove(type.getName());
                }
            }
        }
    }

    private void end() throws IOException, UnmodifiableClassException {
        Watch ended = watch;
        List<String> seen = ended == null ? List.of() : ended.end();
        restore();
        Throwable failure = ended == null ? null : ended.failure();
        if (failure != null) {
            throw new IllegalStateException("watching failed", failure);
        }
        write("seen", seen);
    }

    /** Classes are as they were once no transformer of ours is there when the JVM makes them anew. */
    private void restore() {
        Watch ended = watch;
        watch = null;
        if (ended != null) {
            ended.end();
            try {
                retransform();
            } catch (UnmodifiableClassException e) {
                throw new IllegalStateException(e);
            }
        }
        wanted.clear();
        exchange = null;
    }

    private void retransform() throws UnmodifiableClassException {
        if (!wanted.isEmpty()) {
            instrumentation.retransformClasses(wanted.values().toArray(new Class<?>[0]));
        }
    }

    private void write(String name, List<String> lines) throws IOException {
        Files.write(folder.resolve(name), lines, StandardCharsets.UTF_8);
    }
}
