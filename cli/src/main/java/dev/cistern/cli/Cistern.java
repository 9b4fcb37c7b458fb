package dev.cistern.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code cistern} command: it parses, calls the instruments and prints. */
@Command(
        name = "cistern",
        mixinStandardHelpOptions = true,
        version = "cistern 0.1.0-SNAPSHOT",
        description = "Tells whether a pool or a cache would pay in your JVM, and proves it afterwards.")
public final class Cistern {
    private Cistern() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Cistern()).execute(arguments));
    }
}
