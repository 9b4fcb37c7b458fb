package dev.cistern.lab.web;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.Jvms;
import dev.cistern.lab.recording.RunningJvm;
import dev.cistern.lab.shell.Page;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the instruments observe a JVM in turn: each has it for itself, so that none measures what another costs.
 *
 * <p>One thread makes the turns. What it has found is read by others at any time. Thread-safe.
 */
final class Workbench implements AutoCloseable {
    /** What an instrument is at. */
    enum Stage {
        /** It has had no turn yet. */
        WAITING,
        /** It observes. */
        OBSERVING,
        /** It has shown something. */
        SHOWN,
        /** Its last turn failed. */
        FAILED
    }

    /**
     * What is known of an instrument at a moment.
     *
     * @param stage what it is at
     * @param phase what it does just now; empty where it does nothing
     * @param fraction how much of its turn is done, 0 to 1
     * @param headline what it said last, or why it failed; empty where it has said nothing
     * @param page makes its page; null where there is none
     */
    record Status(
            Stage stage,
            String phase,
            double fraction,
            String headline,
            @Nullable Function<Duration, Page.Document> page) {
        static final Status NONE = new Status(Stage.WAITING, "", 0, "", null);
    }

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final List<Instrument> instruments;
    private final Duration duration;
    private final Map<String, Status> statuses = new LinkedHashMap<>();
    private final Deque<Instrument> wanted = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "cistern-web");
    private @Nullable RunningJvm target;
    private @Nullable Attempt current;
    /** How often a JVM was chosen or given up: what an older choice led to is of no more interest. */
    private int choices;

    private boolean ended;
    private String ending = "";

    Workbench(List<Instrument> instruments, Duration duration) {
        this.instruments = instruments;
        this.duration = duration;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    List<Instrument> instruments() {
        return instruments;
    }

    /** {@return the JVM that is observed; null where none is} */
    synchronized @Nullable RunningJvm target() {
        return target;
    }

    /** {@return why the JVM chosen last is no longer observed; empty where that needs no word} */
    synchronized String ending() {
        return ending;
    }

    synchronized Status status(Instrument instrument) {
        return statuses.getOrDefault(instrument.id(), Status.NONE);
    }

    /** Observes this JVM from now on, or none. What is not of a JVM goes on and keeps what it has shown. */
    synchronized void choose(@Nullable RunningJvm jvm) {
        target = jvm;
        choices++;
        ending = "";
        wanted.removeIf(Instrument::byItself);
        instruments.stream().filter(Instrument::byItself).forEach(instrument -> statuses.remove(instrument.id()));
        Attempt now = current;
        if (now != null && now.instrument.byItself()) {
            now.end();
        }
        notifyAll();
    }

    /** Gives this instrument the next turn, ending that of another; nothing where it needs a JVM and there is none. */
    synchronized void want(Instrument instrument) {
        if (target == null && instrument.byItself()) {
            return;
        }
        wanted.remove(instrument);
        wanted.addFirst(instrument);
        Attempt now = current;
        if (now != null && !now.instrument.id().equals(instrument.id())) {
            endTurn();
        }
        notifyAll();
    }

    private void endTurn() {
        Attempt now = current;
        if (now != null) {
            now.end();
        }
    }

    private void run() {
        int next = 0;
        while (true) {
            Attempt attempt;
            synchronized (this) {
                Instrument instrument = null;
                while (instrument == null) {
                    if (ended) {
                        return;
                    }
                    instrument = wanted.pollFirst();
                    if (instrument == null && target != null) {
                        instrument = byItself(next++);
                    }
                    if (instrument == null) {
                        await();
                    }
                }
                attempt = new Attempt(instrument, target, choices);
                current = attempt;
            }
            boolean made = attempt.make();
            synchronized (this) {
                current = null;
                checkAlive(attempt);
                if (!made && wanted.isEmpty()) {
                    await(); // what can't be observed is not asked again and again without a pause
                }
            }
        }
    }

    private @Nullable Instrument byItself(int turn) {
        List<Instrument> turning =
                instruments.stream().filter(Instrument::byItself).toList();
        return turning.isEmpty() ? null : turning.get(turn % turning.size());
    }

    @SuppressWarnings("WaitNotInLoop") // the caller's loop looks again
    private void await() {
        try {
            wait(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    private void checkAlive(Attempt attempt) {
        RunningJvm was = attempt.jvm;
        if (was == null || attempt.choice != choices) {
            return;
        }
        if (!Jvms.isAlive(was.pid())) {
            target = null;
            wanted.removeIf(Instrument::byItself);
            choices++;
            ending = "The process " + was.pid() + " has ended; what was seen of it is still here.";
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            endTurn();
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn of one instrument. */
    private final class Attempt implements Turn {
        private final Instrument instrument;
        private final @Nullable RunningJvm jvm;
        private final int choice;
        private boolean over;
        private @Nullable Runnable stop;

        Attempt(Instrument instrument, @Nullable RunningJvm jvm, int choice) {
            this.instrument = instrument;
            this.jvm = jvm;
            this.choice = choice;
        }

        /** Makes it; {@return whether it did not fail} */
        boolean make() {
            update(Stage.OBSERVING, "beginning", 0);
            try {
                instrument.observe(this);
                update(hasPage() ? Stage.SHOWN : Stage.WAITING, "", 0);
                return true;
            } catch (LabException e) {
                failed(String.valueOf(e.getMessage()));
            } catch (RuntimeException | Error e) { // the page is to say so, and the other instruments are to go on
                System.getLogger(Workbench.class.getName())
                        .log(System.Logger.Level.WARNING, "the instrument " + instrument.id() + " failed", e);
                failed("An error of Cistern's own: " + e);
            }
            return false;
        }

        private void failed(String message) {
            synchronized (Workbench.this) {
                Status last = status(instrument);
                if (over) {
                    put(new Status(last.page == null ? Stage.WAITING : Stage.SHOWN, "", 0, last.headline, last.page));
                } else {
                    put(new Status(Stage.FAILED, "", 0, message, last.page));
                }
            }
        }

        private boolean hasPage() {
            return status(instrument).page != null;
        }

        private void update(Stage stage, String phase, double fraction) {
            synchronized (Workbench.this) {
                Status last = status(instrument);
                put(new Status(stage, phase, fraction, last.headline, last.page));
            }
        }

        /** What is of a JVM that is no longer chosen is of no more interest. */
        private void put(Status status) {
            if (!instrument.byItself() || choice == choices) {
                statuses.put(instrument.id(), status);
            }
        }

        void end() {
            over = true;
            if (stop != null) {
                stop.run();
            }
        }

        @Override
        public long pid() {
            return jvm == null ? 0 : jvm.pid();
        }

        @Override
        public String target() {
            return jvm == null ? "" : jvm.mainClass().isEmpty() ? "process " + jvm.pid() : jvm.mainClass();
        }

        @Override
        public Duration duration() {
            return duration;
        }

        @Override
        public void progress(String phase, double fraction) {
            update(Stage.OBSERVING, phase, Math.clamp(fraction, 0, 1));
        }

        @Override
        public void show(String headline, Function<Duration, Page.Document> page) {
            synchronized (Workbench.this) {
                Status last = status(instrument);
                put(new Status(Stage.OBSERVING, last.phase, last.fraction, headline, page));
            }
        }

        @Override
        public void onEnd(Runnable wish) {
            synchronized (Workbench.this) {
                stop = wish;
                if (!over) {
                    return;
                }
            }
            wish.run();
        }
    }
}
