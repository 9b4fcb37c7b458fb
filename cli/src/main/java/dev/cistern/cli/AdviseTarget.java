package dev.cistern.cli;

import dev.cistern.lab.LabException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a user wants to be looked at. */
sealed interface AdviseTarget {
    /** Nothing yet: the user is shown what there is. */
    record None() implements AdviseTarget {}

    /** A JVM that runs, by process id or name. */
    record Running(String wanted) implements AdviseTarget {}

    /** A program to be started, its command line. */
    record Launched(List<String> command) implements AdviseTarget {}

    /** Flight recordings made before, perhaps elsewhere. */
    record Recorded(List<Path> files) implements AdviseTarget {}

    /** The service that comes with Cistern. */
    record Demo() implements AdviseTarget {}

    /**
     * Finds out which is meant.
     *
     * @param words the positional arguments
     * @param program what followed {@code --}; null where it was not given
     * @param demo whether {@code --demo} was given
     */
    static AdviseTarget of(List<String> words, @Nullable List<String> program, boolean demo) {
        int given = (words.isEmpty() ? 0 : 1) + (program == null ? 0 : 1) + (demo ? 1 : 0);
        if (given > 1) {
            throw new LabException.BadInput(
                    "one target at a time: a process id or name, .jfr files, -- and a program, or"
                            + " --demo, but several were given");
        }
        if (program != null) {
            return launched(program);
        }
        if (demo) {
            return new Demo();
        }
        return words.isEmpty() ? new None() : runningOrRecorded(words);
    }

    private static AdviseTarget launched(List<String> program) {
        if (program.isEmpty()) {
            throw new LabException.BadInput(
                    "after -- the program to be looked at is missing; for example: cistern advise -- java -jar app.jar");
        }
        return new Launched(program);
    }

    private static AdviseTarget runningOrRecorded(List<String> words) {
        if (words.stream().allMatch(AdviseTarget::isFile)) {
            return new Recorded(words.stream().map(Path::of).toList());
        }
        if (words.size() > 1) {
            String other =
                    words.stream().filter(word -> !isFile(word)).findFirst().orElseThrow();
            throw new LabException.BadInput("only .jfr files can be several, but '" + other
                    + "' is none; name one JVM, or put -- before a program to be started");
        }
        return new Running(words.getFirst());
    }

    /** Whether a word means a file; a number is a process id even where a file is called so. */
    private static boolean isFile(String word) {
        try {
            String lower = word.toLowerCase(Locale.ROOT);
            return lower.endsWith(".jfr")
                    || lower.endsWith(".log")
                    || (!word.chars().allMatch(Character::isDigit) && Files.isRegularFile(Path.of(word)));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
