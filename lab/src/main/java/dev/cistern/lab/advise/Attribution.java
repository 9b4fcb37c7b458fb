package dev.cistern.lab.advise;

import dev.cistern.lab.recording.Frame;
import java.util.List;

/** Says which frame of a call path a site belongs to, and whose code that is. */
final class Attribution {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final List<String> JDK_CORE = List.of("java.", "javax.");

    private final AdviceOptions options;

    Attribution(AdviceOptions options) {
        this.options = options;
    }

    static boolean isJdk(String className) {
        return startsWithAny(className, JDK);
    }

    /** {@return the index of the frame that decides which site a path belongs to} */
    int attributedIndex(List<Frame> path) {
        for (int index = 0; index < path.size(); index++) {
            if (options.isMine(path.get(index).className())) {
                return index;
            }
        }
        return outsideJdk(path);
    }

    /** {@return the first frame outside the JDK; within a path of the JDK alone, the first outside java and javax} */
    static int outsideJdk(List<Frame> path) {
        int outside = firstOutside(path, JDK);
        if (outside < 0) {
            outside = firstOutside(path, JDK_CORE);
        }
        return Math.max(outside, 0);
    }

    /** {@return whether the user can edit this code: all but the JDK's where the user named no packages} */
    boolean editable(Frame frame) {
        return options.minePackages().isEmpty() ? !isJdk(frame.className()) : isMine(frame);
    }

    /** {@return whether this code lies in a package that the user named} */
    boolean isMine(Frame frame) {
        return options.isMine(frame.className());
    }

    private static int firstOutside(List<Frame> path, List<String> prefixes) {
        for (int index = 0; index < path.size(); index++) {
            Frame frame = path.get(index);
            if (!startsWithAny(frame.className(), prefixes) && !isProxy(frame.className())) {
                return index;
            }
        }
        return -1;
    }

    /** The class that the JVM spins for a lambda only forwards to code that somebody wrote. */
    private static boolean isProxy(String className) {
        return className.contains("$$Lambda");
    }

    private static boolean startsWithAny(String className, List<String> prefixes) {
        return prefixes.stream().anyMatch(className::startsWith);
    }
}
