package dev.cistern.lab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent does in the target when something goes wrong; no class is changed, so no JVM but this is needed. */
final class ProbeWorkerTest {
    private final BlockingQueue<ObjIntConsumer<Object>> opened = new LinkedBlockingQueue<>();
    private final CountDownLatch overdue = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private URLClassLoader loader;

    @BeforeEach
    void load() {
        URL classes = Objects.requireNonNull(
                ProbeWorkerTest.class.getResource("/META-INF/cistern-probe/"), "the agent's classes");
        loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void end_watchingFailed_saysWhy() throws Exception {
        Consumer<String> worker = started("every 1 60");
        ObjIntConsumer<Object> watch = opened.take();
        watch.accept("an object of a site that the plan does not have", 7);
        assertThatThrownBy(() -> worker.accept("end"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("watching failed")
                .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThat(folder.resolve("seen")).doesNotExist();
    }

    @Test
    void end_nothingFailed_writesWhatWasSeen() throws Exception {
        Consumer<String> worker = started("every 1 60");
        String object = "followed";
        opened.take().accept(object, 0);
        worker.accept("end");
        assertThat(folder.resolve("seen")).content().contains("cost 1 ");
        assertThat(object).isNotNull();
    }

    @Test
    void watch_nobodyEndsIt_saysThatItIsOverdue() throws Exception {
        started("every 1 0");
        overdue.await();
    }

    @SuppressWarnings("unchecked") // a class tells that it consumes, but not what
    private Consumer<String> started(String plan) throws Exception {
        Consumer<ObjIntConsumer<Object>> gate = watch -> {
            if (watch != null) {
                opened.add(watch);
            }
        };
        Consumer<String> worker = (Consumer<String>) Class.forName("dev.cistern.probe.ProbeWorker", true, loader)
                .asSubclass(Consumer.class)
                .getConstructor(Path.class, Instrumentation.class, Consumer.class, Runnable.class)
                .newInstance(folder, nothing(), gate, (Runnable) overdue::countDown);
        Files.writeString(folder.resolve("wanted"), "");
        Files.writeString(folder.resolve("plan"), plan + "\nsite 0 java.lang.String\n");
        worker.accept("read");
        worker.accept("start");
        return worker;
    }

    /** A JVM without classes. */
    private static Instrumentation nothing() {
        return (Instrumentation) Proxy.newProxyInstance(
                ProbeWorkerTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
    }
}
