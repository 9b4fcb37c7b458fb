package dev.cistern.lab.advise;

import dev.cistern.lab.Verdict;
import dev.cistern.lab.recording.Frame;
import java.util.List;
import java.util.Optional;

/**
 * What to do about a site.
 *
 * @param apply the piece of Cistern, a library's own setting, or {@code leave it alone}
 * @param snippet code to start from; empty where none applies
 */
record Remedy(String apply, String snippet) {
    private static final LibraryTable SETTINGS = LibraryTable.read("library-settings.properties");
    private static final String LEAVE_ALONE = "leave it alone";
    private static final String SCRATCH_POOL = "ScratchPool of cistern-pool";

    static Remedy of(SiteFacts facts, Verdict verdict, Attribution attribution) {
        if (facts.inlinable() != null) {
            return text("inline, don't pool");
        }
        return verdict == Verdict.PAYS ? pooling(facts, attribution) : text(LEAVE_ALONE);
    }

    /** {@return the class that a pool would hold: the allocated one, or that whose foreign constructor allocates it} */
    static String pooledClass(String className, List<Frame> path, Attribution attribution) {
        boolean within = path.size() > 1 && !attribution.editable(path.get(0));
        Frame called = within ? path.get(path.size() - 2) : path.get(0);
        return within && isConstructor(called) ? called.className() : className;
    }

    private static boolean isConstructor(Frame frame) {
        return frame.methodName().equals("<init>");
    }

    private static Remedy text(String apply) {
        return new Remedy(apply, "");
    }

    private static Remedy pooling(SiteFacts facts, Attribution attribution) {
        List<Frame> path = facts.site().ownPath();
        Frame allocator = path.get(0);
        if (attribution.editable(allocator)) {
            return SETTINGS.of(allocator.className())
                    .filter(setting -> !attribution.isMine(allocator))
                    .map(Remedy::setting)
                    .orElseGet(() -> new Remedy(
                            SCRATCH_POOL,
                            Snippets.scratchPool(
                                    facts.site().className(),
                                    facts.rates().objectBytes().value(),
                                    facts.resetCall())));
        }
        return inForeignCode(path, facts.resetCall(), attribution);
    }

    private static Remedy setting(LibraryTable.Row setting) {
        return text(setting.library() + "'s own setting: " + setting.word());
    }

    /** A pool can't be put into code that the user can't edit: it is a setting there, or goes around the call of it. */
    private static Remedy inForeignCode(List<Frame> path, String resetCall, Attribution attribution) {
        Optional<LibraryTable.Row> setting = path.stream()
                .filter(frame -> !attribution.isMine(frame))
                .flatMap(frame -> SETTINGS.of(frame.className()).stream())
                .findFirst();
        if (setting.isPresent()) {
            return setting(setting.get());
        }
        Frame owner = path.get(path.size() - 1);
        if (!attribution.editable(owner)) {
            return text(
                    LEAVE_ALONE + ": it is allocated in " + path.get(0).className() + ", which is not yours to edit");
        }
        Frame called = path.get(path.size() - 2);
        return isConstructor(called)
                ? new Remedy(
                        SCRATCH_POOL + ", for the " + called.className() + " that allocates it",
                        Snippets.scratchPool(called.className(), 0, resetCall))
                : text(LEAVE_ALONE + ", or let " + ReadableNames.ofMethod(owner) + " do without "
                        + called.qualifiedMethod() + ": no pool can be put inside that");
    }
}
