package dev.cistern.lab.prove;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.OperationSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Where a user says that the operations of a program are counted. */
public sealed interface OperationChoice {
    /** Nowhere: figures are those of a second. */
    record None() implements OperationChoice {
        @Override
        public OperationSource source() {
            return OperationSource.none();
        }
    }

    /** The program is a JMH benchmark, which counts them itself. */
    record Jmh() implements OperationChoice {
        @Override
        public OperationSource source() {
            return new JmhOperations();
        }

        /**
         * What a command of JMH is given so that its figures can be read: one JVM a run, and the report as a file.
         *
         * @param command as the user wrote it
         * @param report where the report is to go
         * @return the command for the shell
         */
        public String complete(String command, Path report) {
            return command + " -f 1 -foe true -prof gc -rf json -rff '" + report + "'";
        }
    }

    /**
     * The program prints how many it has done so far.
     *
     * @param pattern whose first group is the number
     */
    record Stdout(Pattern pattern) implements OperationChoice {
        @Override
        public OperationSource source() {
            return new StdoutOperations(pattern);
        }
    }

    /**
     * A page of the program tells how many it has done so far.
     *
     * @param uri where
     */
    record Http(URI uri) implements OperationChoice {
        @Override
        public OperationSource source() {
            return new HttpOperations(uri);
        }
    }

    /**
     * An attribute of a managed bean of the program tells how many it has done so far.
     *
     * @param bean its name
     * @param attribute the name of the attribute, a number
     */
    record Jmx(String bean, String attribute) implements OperationChoice {
        @Override
        public OperationSource source() {
            return new JmxOperations(bean, attribute);
        }
    }

    /**
     * Each flight recorder event of this name is an operation.
     *
     * @param name of the event
     */
    record Event(String name) implements OperationChoice {
        @Override
        public OperationSource source() {
            return new OperationSource() {
                @Override
                public String eventName() {
                    return name;
                }
            };
        }
    }

    /** {@return what counts the operations of one process} */
    OperationSource source();

    /** {@return whether operations are counted at all} */
    default boolean counts() {
        return !(this instanceof None);
    }

    /**
     * Reads {@code jmh}, {@code stdout:REGEX}, {@code http:URL}, {@code jmx:BEAN#ATTRIBUTE} or {@code event:NAME}.
     *
     * @param word what the user wrote
     * @return the choice
     * @throws LabException.BadInput if it is none of these
     */
    static OperationChoice parse(String word) {
        if (word.equals("jmh")) {
            return new Jmh();
        }
        int colon = word.indexOf(':');
        String rest = word.substring(colon + 1);
        if (colon < 0 || rest.isEmpty()) {
            throw unknown(word);
        }
        return switch (word.substring(0, colon)) {
            case "stdout" -> new Stdout(pattern(rest));
            case "http" -> new Http(uri(rest.startsWith("//") ? word : rest));
            case "jmx" -> jmx(rest);
            case "event" -> event(rest);
            default -> throw unknown(word);
        };
    }

    private static LabException.BadInput unknown(String word) {
        return new LabException.BadInput(
                "--ops must be jmh, stdout:REGEX, http:URL, jmx:BEAN#ATTRIBUTE or event:NAME, but was '" + word + "'");
    }

    private static Pattern pattern(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.matcher("").groupCount() < 1) {
                throw new LabException.BadInput("--ops stdout: needs a group around the number of operations, as in"
                        + " 'done (\\d+)', but was '" + regex + "'");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new LabException.BadInput(
                    "--ops stdout: needs a regular expression, but '" + regex + "' is none: " + e.getDescription(), e);
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text, e);
        }
        throw notAnAddress(text, new IllegalArgumentException("no scheme or host"));
    }

    private static LabException.BadInput notAnAddress(String text, Exception cause) {
        return new LabException.BadInput(
                "--ops http: needs an address such as http://localhost:8080/count, but was '" + text + "'", cause);
    }

    private static OperationChoice jmx(String text) {
        int hash = text.lastIndexOf('#');
        try {
            if (hash > 0 && hash + 1 < text.length()) {
                return new Jmx(new ObjectName(text.substring(0, hash)).getCanonicalName(), text.substring(hash + 1));
            }
        } catch (MalformedObjectNameException e) {
            throw notABean(text, e);
        }
        throw notABean(text, new IllegalArgumentException("no #"));
    }

    private static LabException.BadInput notABean(String text, Exception cause) {
        return new LabException.BadInput(
                "--ops jmx: needs a bean and its attribute, such as com.acme:type=Requests#Count, but was '" + text
                        + "'",
                cause);
    }

    private static OperationChoice event(String name) {
        if (!name.matches("[\\w.$-]+")) {
            throw new LabException.BadInput(
                    "--ops event: needs the name of a flight recorder event, such as com.acme.Request, but was '" + name
                            + "'");
        }
        return new Event(name);
    }
}
