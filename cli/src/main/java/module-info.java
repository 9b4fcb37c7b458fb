import org.jspecify.annotations.NullMarked;

/** The {@code cistern} command line: thin, it parses, calls the instruments and prints. */
@NullMarked
module dev.cistern.cli {
    requires static transitive org.jspecify;
    requires dev.cistern.lab;
    requires dev.cistern.experiments;
    requires dev.cistern.simulator;
    requires info.picocli;

    opens dev.cistern.cli to
            info.picocli;
}
