package dev.cistern.pool;

/** The rare log line; the logger is looked up when the first one is written. */
final class PoolLog {
    private PoolLog() {}

    static void warn(String message) {
        System.getLogger("dev.cistern.pool").log(System.Logger.Level.WARNING, message);
    }

    static void warn(String message, Throwable thrown) {
        System.getLogger("dev.cistern.pool").log(System.Logger.Level.WARNING, message, thrown);
    }
}
