package dev.cistern.cli;

import dev.cistern.lab.LabException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code cistern} command: it parses, calls the instruments and prints. */
@Command(
        name = "cistern",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        footer = {"", "Try: cistern advise --demo"},
        description = "Tells whether a pool or a cache would pay in your JVM, and proves it afterwards.")
public final class Cistern implements Runnable {
    static final String VERSION = "cistern 0.1.0-SNAPSHOT";

    /** The commands that take a program behind two dashes. */
    private static final List<String> STARTING = List.of("advise", "baseline", "check", "flame", "gc", "stall");

    private static final int BAD_INPUT = 3;
    private static final int OWN_ERROR = 4;
    private static final int INTERRUPTED = 130;

    private final Interruption interruption;

    @Spec
    private @Nullable CommandSpec spec;

    private Cistern(Interruption interruption) {
        this.interruption = interruption;
    }

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments a subcommand and its arguments
     */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.install();
        int code;
        try {
            code = new Cistern(interruption).execute(arguments);
        } catch (Throwable failure) { // also a broken installation, a full heap: whatever it is, it is ours
            code = interruption.happened() ? INTERRUPTED : ownError(failure);
        }
        System.out.flush();
        System.err.flush();
        interruption.finished(code);
        System.exit(code);
    }

    @Override
    public void run() {
        Objects.requireNonNull(spec).commandLine().usage(System.out);
    }

    private int execute(String[] arguments) {
        int dashes = Arrays.asList(arguments).indexOf("--");
        String[] own = dashes < 0 ? arguments : Arrays.copyOf(arguments, dashes);
        @Nullable List<String> program = dashes < 0 ? null : List.of(arguments).subList(dashes + 1, arguments.length);
        if (program != null && Arrays.stream(own).noneMatch(STARTING::contains)) {
            return failed(new LabException.BadInput("-- starts a program, which only " + String.join(", ", STARTING)
                    + " do; write cistern advise -- java -jar app.jar"));
        }
        CommandLine line = new CommandLine(this);
        line.addSubcommand(new AdviseCommand(program, interruption));
        line.addSubcommand(new FlameCommand(program, interruption));
        line.addSubcommand(new GcCommand(program, interruption));
        line.addSubcommand(new StallCommand(program, interruption));
        line.addSubcommand(new MatrixCommand(interruption));
        line.addSubcommand(new ProveCommand(interruption));
        line.addSubcommand(new BaselineCommand(program, interruption));
        line.addSubcommand(new CheckCommand(program, interruption));
        line.addSubcommand(new BoundariesCommand(interruption));
        line.addSubcommand(new WebCommand(interruption));
        line.addSubcommand(new SettingsCommand());
        line.addSubcommand(new SimulateCommand(interruption));
        line.setParameterExceptionHandler((failure, words) -> wrongArguments(failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        return line.execute(own);
    }

    private static int wrongArguments(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("cistern: " + message(failure));
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return BAD_INPUT;
    }

    private static String message(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(failure.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        String kind = word.startsWith("-")
                ? "option"
                : unmatched.getCommandLine().getParent() == null ? "command" : "argument";
        List<String> alike = unmatched.getSuggestions();
        return "unknown " + kind + " '" + word + "'"
                + (alike.isEmpty() ? "" : "; did you mean " + String.join(" or ", alike) + "?");
    }

    private int failed(Exception failure) {
        if (interruption.happened() && !(failure instanceof LabException.BadInput)) {
            System.err.println("cistern: interrupted before anything could be reported");
            return INTERRUPTED;
        }
        if (failure instanceof LabException known) {
            System.err.println("cistern: " + known.getMessage());
            return known.exitCode();
        }
        return ownError(failure);
    }

    private static int ownError(Throwable failure) {
        failure.printStackTrace();
        System.err.println(
                "cistern: this is an error of Cistern's own. Please report it with the lines above, the command you"
                        + " gave and this one:");
        System.err.println("  " + VERSION + ", " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        return OWN_ERROR;
    }
}
