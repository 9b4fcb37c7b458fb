package dev.cistern.lab.advise;

import dev.cistern.lab.recording.Frame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of classes and methods that the JVM or a library made up, brought to a form that is stable and can be read. */
final class ReadableNames {
    /** Address or counter that tells one hidden or generated class from its siblings. */
    private static final Pattern HIDDEN = Pattern.compile("[/+.]0x[0-9a-fA-F]+$");

    private static final Pattern NUMBERED = Pattern.compile("(\\$\\$Lambda|LambdaForm\\$[A-Z]*MH|"
            + "Generated\\w*Accessor|\\$Proxy|\\bjdk\\.proxy|\\$\\$SpringCGLIB\\$\\$|\\$\\$\\w*BySpringCGLIB\\$\\$|"
            + "\\$\\$\\w*ByCGLIB\\$\\$|\\$ByteBuddy\\$|\\$HibernateProxy\\$|\\$MockitoMock\\$)[$\\w]*");
    private static final Pattern LAMBDA = Pattern.compile(
            "lambda\\$(\\w+?)\\$\\d+|(\\w+)\\$lambda\\$\\d+|" + "\\$anonfun\\$(\\w+?)\\$\\d+(?:\\$adapted)?");

    private ReadableNames() {}

    static String ofClass(String className) {
        String visible = HIDDEN.matcher(className).replaceFirst("");
        return NUMBERED.matcher(visible).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }

    /** {@return class and method; the body of a lambda is named by the method that contains it} */
    static String ofMethod(Frame frame) {
        String owner = ofClass(frame.className());
        Matcher lambda = LAMBDA.matcher(frame.methodName());
        if (!lambda.matches()) {
            return owner + "." + frame.methodName();
        }
        String enclosing = firstNonNull(lambda);
        return owner + "."
                + switch (enclosing) {
                    case "new" -> "<init>";
                    case "static" -> "<clinit>";
                    default -> enclosing;
                }
                + " (lambda)";
    }

    private static String firstNonNull(Matcher lambda) {
        for (int group = 1; group <= lambda.groupCount(); group++) {
            if (lambda.group(group) != null) {
                return lambda.group(group);
            }
        }
        return lambda.group();
    }

    /** {@return a thread's name with every number folded to {@code #}, so that one pool of threads is one name} */
    static String ofThread(String thread) {
        return thread.isEmpty() ? "(unnamed)" : thread.replaceAll("[0-9]+", "#");
    }
}
