package dev.cistern.lab.classes;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Classes and methods to look into; each does with its object what its name says. */
@SuppressWarnings("UnusedMethod")
final class Specimens {
    private static @Nullable Object shared;

    private final Map<Plain, String> names = new HashMap<>();
    private final Queue<Plain> queue = new ArrayDeque<>();
    private @Nullable Object last;

    record Priced(long price) {}

    static class Plain {
        long value;

        long twice() {
            return value * 2;
        }
    }

    static final class Cleared extends Plain {
        final List<String> lines = new ArrayList<>();

        void clear() {
            value = 0;
            lines.clear();
        }
    }

    static final class OwnContents {
        final int[] cells = new int[8];
        final List<String> lines = new ArrayList<>();
    }

    static final class Numbered {
        final long number;
        long value;

        Numbered(long number) {
            this.number = number;
        }
    }

    static final class Guarded {
        final ReentrantLock lock = new ReentrantLock();
        long value;
    }

    static final class Worker extends Thread {
        long value;
    }

    static final class Stateless {}

    static long keepsNothing(long value) {
        Plain plain = new Plain();
        plain.value = value;
        return plain.twice() + read(plain);
    }

    private static long read(Plain plain) {
        return plain.value;
    }

    static int fills(InputStream in) throws IOException {
        byte[] buffer = new byte[1024];
        int length = in.read(buffer);
        return length < 0 ? 0 : buffer[0];
    }

    void stores() {
        last = new Plain();
    }

    void storesInOneBranch(boolean often) {
        Plain plain = new Plain();
        if (often) {
            last = plain;
        }
    }

    static void shares() {
        shared = new Plain();
    }

    static long locks(long value) {
        Plain plain = new Plain();
        synchronized (plain) {
            plain.value = value;
        }
        return plain.value;
    }

    void usesAsKey() {
        names.put(new Plain(), "name");
    }

    void handsOn() {
        queue.add(new Plain());
    }

    Runnable captures() {
        Plain plain = new Plain();
        return () -> plain.value++;
    }

    static Plain makes() {
        return new Plain();
    }

    static long usesMade() {
        return makes().value;
    }

    void storesMade() {
        last = makes();
    }

    static long recurses(int depth) {
        return again(new Plain(), depth);
    }

    private static long again(Plain plain, int depth) {
        return depth == 0 ? plain.value : again(plain, depth - 1);
    }

    static long passesToBig(long value) {
        Plain plain = new Plain();
        plain.value = value;
        return big(plain);
    }

    private static long big(Plain plain) {
        long hash = plain.value;
        hash = (hash ^ (hash >>> 7)) * -7046029254386353131L + plain.value;
        hash = (hash ^ (hash >>> 12)) * -7046029254384353125L + plain.value;
        hash = (hash ^ (hash >>> 17)) * -7046029254382353119L + plain.value;
        hash = (hash ^ (hash >>> 22)) * -7046029254380353113L + plain.value;
        hash = (hash ^ (hash >>> 27)) * -7046029254378353107L + plain.value;
        hash = (hash ^ (hash >>> 9)) * -7046029254376353101L + plain.value;
        hash = (hash ^ (hash >>> 14)) * -7046029254374353095L + plain.value;
        hash = (hash ^ (hash >>> 19)) * -7046029254372353089L + plain.value;
        hash = (hash ^ (hash >>> 24)) * -7046029254370353083L + plain.value;
        hash = (hash ^ (hash >>> 29)) * -7046029254368353077L + plain.value;
        hash = (hash ^ (hash >>> 11)) * -7046029254366353071L + plain.value;
        hash = (hash ^ (hash >>> 16)) * -7046029254364353065L + plain.value;
        hash = (hash ^ (hash >>> 21)) * -7046029254362353059L + plain.value;
        hash = (hash ^ (hash >>> 26)) * -7046029254360353053L + plain.value;
        hash = (hash ^ (hash >>> 8)) * -7046029254358353047L + plain.value;
        hash = (hash ^ (hash >>> 13)) * -7046029254356353041L + plain.value;
        hash = (hash ^ (hash >>> 18)) * -7046029254354353035L + plain.value;
        hash = (hash ^ (hash >>> 23)) * -7046029254352353029L + plain.value;
        hash = (hash ^ (hash >>> 28)) * -7046029254350353023L + plain.value;
        hash = (hash ^ (hash >>> 10)) * -7046029254348353017L + plain.value;
        hash = (hash ^ (hash >>> 15)) * -7046029254346353011L + plain.value;
        hash = (hash ^ (hash >>> 20)) * -7046029254344353005L + plain.value;
        return hash;
    }

    @Nullable
    Object last() {
        return last == null ? shared : last;
    }
}
