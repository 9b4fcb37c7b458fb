package dev.cistern.cli;

import dev.cistern.lab.LabException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code cistern} command: it parses, calls the instruments and prints. */
@Command(
        name = "cistern",
        mixinStandardHelpOptions = true,
        version = "cistern 0.1.0-SNAPSHOT",
        subcommands = {AdviseCommand.class, SettingsCommand.class},
        description = "Tells whether a pool or a cache would pay in your JVM, and proves it afterwards.")
public final class Cistern {
    private Cistern() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Cistern());
        line.getCommandSpec().exitCodeOnInvalidInput(3);
        line.setParameterExceptionHandler((failure, words) -> {
            System.err.println("cistern: " + failure.getMessage());
            return 3;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> exitCode(failure));
        System.exit(line.execute(arguments));
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof LabException known) {
            System.err.println("cistern: " + known.getMessage());
            return known.exitCode();
        }
        failure.printStackTrace();
        System.err.println("cistern: an error of Cistern's own; please report the lines above");
        return 4;
    }
}
