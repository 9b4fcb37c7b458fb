package dev.cistern.cli;

import dev.cistern.lab.shell.PageServer;

/** Pages served to this machine's browsers until Ctrl-C: the one place where a command starts a server. */
final class Serving implements AutoCloseable {
    private final PageServer server;
    private final Interruption interruption;

    private Serving(PageServer server, Interruption interruption) {
        this.server = server;
        this.interruption = interruption;
    }

    /**
     * Starts a server that has no page yet.
     *
     * @param address what the user gave for {@code --http}
     */
    static Serving start(String address, Interruption interruption) {
        return new Serving(PageServer.start(PageServer.port("--http", address)), interruption);
    }

    PageServer pages() {
        return server;
    }

    /** Tells where the pages are; to be called once there are some. */
    void announce(String what) {
        System.err.println("cistern: the " + what + " is served at " + server.url() + " until Ctrl-C");
    }

    /** Waits for Ctrl-C; returns at once where that happened already. */
    void untilInterrupted() {
        interruption.await();
    }

    @Override
    public void close() {
        server.close();
    }
}
