package dev.cistern.lab.web;

import dev.cistern.lab.flame.FlamePreview;
import dev.cistern.lab.gc.GcPreview;
import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.report.PreviewPages;
import dev.cistern.lab.shell.Page;
import dev.cistern.lab.shell.PageServer;
import dev.cistern.lab.stall.StallPreview;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * The page with instruments that show what was made up, for the browser's tests and pictures: it prints its address and
 * serves until its input ends.
 */
final class WebPreview {
    private static final String HOSTILE = "</p><img src=x onerror=\"document.title='owned'\">";

    private WebPreview() {}

    @SuppressWarnings("try") // the page is there for as long as it is not closed
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("cistern-preview");
        Function<Duration, Page.Document> heap = GcPreview.page(folder);
        Function<Duration, Page.Document> stalls = StallPreview.page(folder);
        delete(folder);
        List<Instrument> instruments = List.of(
                new Shown("advise", "Verdicts", "2 of 6 sites are worth pooling.", PreviewPages::advice, true),
                new Shown("flame", "Flame graph", "800 samples of allocation.", FlamePreview::page, true),
                new Shown("gc", "Heap", "PAYS: Reuse pays here.", heap, true),
                new Shown("stall", "Stalls", HOSTILE + " was waited for.", stalls, true),
                new Shown("matrix", "Matrix", "AMBER: native, metaspace or direct memory.", PreviewPages::matrix, true),
                new Shown("asked", "On demand", "AMBER: only when it is asked for.", PreviewPages::matrix, false),
                new Endless());
        RunningJvm jvm = new RunningJvm(ProcessHandle.current().pid(), "com.acme.shop.Main", 25, "G1");
        PageServer server = PageServer.start(0);
        try (server;
                WebServer web = WebServer.start(server, instruments, Duration.ofSeconds(30), jvm)) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                Thread.onSpinWait(); // until whoever has started it is through
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private record Shown(
            String id, String title, String headline, Function<Duration, Page.Document> page, boolean byItself)
            implements Instrument {
        @Override
        public String purpose() {
            return "What " + title + " is for.";
        }

        @Override
        public void observe(Turn turn) {
            turn.show(headline, page);
        }
    }

    /** Observes until somebody ends it. */
    private static final class Endless implements Instrument {
        @Override
        public String id() {
            return "endless";
        }

        @Override
        public String title() {
            return "Endless";
        }

        @Override
        public String purpose() {
            return "What Endless is for.";
        }

        @Override
        public void observe(Turn turn) {
            CountDownLatch end = new CountDownLatch(1);
            turn.onEnd(end::countDown);
            turn.progress("recording", 0.4);
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
