package dev.cistern.experiments.demo;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/** Who asked for how much: noted by the workers, added up by a thread of its own. */
final class AuditTrail implements Runnable {
    private static final int NOTE_BYTES = 2048;

    /** A note with room for the text that a real trail would write. */
    private static final class Note {
        private final byte[] text = new byte[NOTE_BYTES];
        private int length;

        void write(int customer, int bytes) {
            length = 0;
            number(customer);
            text[length++] = ' ';
            number(bytes);
        }

        private void number(int value) {
            for (int rest = value; rest > 0; rest /= 10) {
                text[length++] = (byte) ('0' + rest % 10);
            }
        }
    }

    private final BlockingQueue<Note> queue = new ArrayBlockingQueue<>(4096);
    private final LongAdder written = new LongAdder();

    void record(int customer, int bytes) {
        Note note = new Note();
        note.write(customer, bytes);
        if (!queue.offer(note)) {
            throw new IllegalStateException(
                    "the audit queue holds " + queue.size() + " notes and is full; the auditor must have stopped");
        }
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                written.add(queue.take().length);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return the bytes of all notes read so far} */
    long written() {
        return written.sum();
    }
}
