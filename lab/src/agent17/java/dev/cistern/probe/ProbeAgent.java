package dev.cistern.probe;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the tool's orders arrive: it is called once for each, and loads what carries them out for as long as a probe
 * lasts.
 */
public final class ProbeAgent {
    private static final String WORKER = "dev.cistern.probe.ProbeWorker";

    private static @Nullable URLClassLoader loader;
    private static @Nullable Consumer<String> worker;

    private ProbeAgent() {}

    /**
     * Carries out one order. Failures are written to the file {@code error} of the folder, since an exception thrown from
     * here would be printed on the target's error output.
     *
     * @param order {@code begin JAR FOLDER}, {@code end JAR FOLDER} or the name of another order, the jar and the folder,
     *     divided by tabs
     * @param instrumentation what the JVM gives to agents
     */
    public static synchronized void agentmain(String order, Instrumentation instrumentation) {
        String[] words = order.split("\t", -1);
        Path folder = Path.of(words[2]);
        try {
            carryOut(words[0], words[1], folder, instrumentation);
        } catch (Throwable failure) { // whatever it is, the target must not hear of it
            tell(folder, failure);
        }
    }

    private static void carryOut(String order, String jar, Path folder, Instrumentation instrumentation)
            throws ReflectiveOperationException, IOException {
        if (order.equals("begin")) {
            unload();
            load(new File(jar), folder, instrumentation);
            return;
        }
        Consumer<String> at = worker;
        if (at == null) {
            throw new IllegalStateException("the order " + order + " came before begin");
        }
        try {
            at.accept(order);
        } finally {
            if (order.equals("end")) {
                unload();
            }
        }
    }

    @SuppressWarnings("unchecked") // a class tells that it consumes, but not what
    private static void load(File jar, Path folder, Instrumentation instrumentation)
            throws ReflectiveOperationException, IOException {
        URLClassLoader apart =
                new URLClassLoader("cistern-probe", new URL[] {jar.toURI().toURL()}, null);
        loader = apart;
        Consumer<@Nullable ObjIntConsumer<Object>> gate = Gate.GATE::set;
        worker = (Consumer<String>) Class.forName(WORKER, true, apart)
                .asSubclass(Consumer.class)
                .getConstructor(Path.class, Instrumentation.class, Consumer.class, Runnable.class)
                .newInstance(folder, instrumentation, gate, (Runnable) () -> overdue(apart));
    }

    /** Lets go of a probe that nobody has ended, unless it was meanwhile and another has begun. */
    private static synchronized void overdue(URLClassLoader of) {
        if (of.equals(loader)) {
            try {
                unload();
            } catch (IOException e) {
                // Nobody is there to be told.
            }
        }
    }

    private static void unload() throws IOException {
        Consumer<String> at = worker;
        worker = null;
        if (at != null) {
            at.accept("abandon");
        }
        Gate.GATE.set(null);
        URLClassLoader apart = loader;
        loader = null;
        if (apart != null) {
            apart.close();
        }
    }

    private static void tell(Path folder, Throwable failure) {
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(folder.resolve("error"), StandardCharsets.UTF_8))) {
            failure.printStackTrace(out);
        } catch (IOException e) {
            // Nobody is there to be told: the tool finds that nothing was answered.
        }
    }
}
