package dev.cistern.experiments.matrix;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A program whose bytes an operation, pauses and growth of memory are set, each by itself, to hold the matrix to account.
 *
 * <p>{@code java -cp … dev.cistern.experiments.matrix.SetTarget BYTES KEPT_KIB NATIVE_KIB [RATE [bean|event]]}:
 *
 * <ul>
 *   <li>BYTES: what an operation allocates, header included, at least 32;
 *   <li>KEPT_KIB: how much of what was allocated last stays reachable. A young collection copies just that, so it sets
 *       the pause; being less than eden it dies before the next one and is never promoted;
 *   <li>NATIVE_KIB: by how much memory outside the heap grows, a second;
 *   <li>RATE: operations a second, 5,000 unless said otherwise;
 *   <li>with {@code bean} a managed bean {@value #BEAN} counts them too, in its attribute {@code Operations}; with {@code
 *       event} each is an event {@value #EVENT} of the Flight Recorder.
 * </ul>
 *
 * <p>Twice a second it prints {@code operations N}, how many it has done. It ends when its standard input does.
 */
public final class SetTarget {
    /** The name of the managed bean. */
    public static final String BEAN = "dev.cistern.experiments:type=SetTarget";

    /** The name of the event. */
    public static final String EVENT = "dev.cistern.experiments.Operation";

    private static final int HEADER_BYTES = 16;
    private static final int ROUNDS_A_SECOND = 20;
    private static final int ROUNDS_A_LINE = 10;
    private static final int USUAL_RATE = 5_000;
    /** Small objects, so that copying them takes its time. */
    private static final int LARGEST = 256;

    private final int bytes;
    private final long keptBytes;
    private final int nativeBytes;
    private final int rate;
    private final boolean events;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private final List<ByteBuffer> outside = new ArrayList<>();
    private long held;
    private final AtomicLong done = new AtomicLong();

    /** What the managed bean tells. */
    public interface OperationsMXBean {
        /** {@return how many operations have been done} */
        long getOperations();
    }

    @Name(EVENT)
    @StackTrace(false)
    private static final class OperationEvent extends Event {}

    private SetTarget(String[] arguments) {
        bytes = Integer.parseInt(arguments[0]);
        keptBytes = Long.parseLong(arguments[1]) * 1024;
        nativeBytes = Integer.parseInt(arguments[2]) * 1024 / ROUNDS_A_SECOND;
        rate = arguments.length > 3 ? Integer.parseInt(arguments[3]) : USUAL_RATE;
        events = arguments.length > 4 && arguments[4].equals("event");
    }

    /** Runs the target; see the class comment for its arguments. */
    public static void main(String[] arguments) throws IOException, JMException {
        SetTarget target = new SetTarget(arguments);
        if (arguments.length > 4 && arguments[4].equals("bean")) {
            OperationsMXBean bean = target.done::get;
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(bean, OperationsMXBean.class, true), new ObjectName(BEAN));
        }
        Thread worker = new Thread(target::work, "set target");
        worker.setDaemon(true);
        worker.start();
        while (System.in.read() >= 0) {
            // Only the end of standard input counts.
        }
    }

    private void work() {
        long begun = System.nanoTime();
        for (long round = 1; ; round++) {
            for (int i = 0; i < rate / ROUNDS_A_SECOND; i++) {
                operation();
            }
            if (nativeBytes > 0) {
                outside.add(ByteBuffer.allocateDirect(nativeBytes)); // its zeroing touches every page
            }
            if (round % ROUNDS_A_LINE == 0) {
                System.out.println("operations " + done.get());
            }
            long due = begun + round * (TimeUnit.SECONDS.toNanos(1) / ROUNDS_A_SECOND);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void operation() {
        for (int left = bytes; left > 0; left -= LARGEST) {
            byte[] object = new byte[Math.min(left, LARGEST) - HEADER_BYTES];
            kept.addLast(object);
            held += object.length + HEADER_BYTES;
        }
        while (held > keptBytes && !kept.isEmpty()) {
            held -= kept.removeFirst().length + HEADER_BYTES;
        }
        done.lazySet(done.get() + 1); // by this thread alone
        if (events) {
            new OperationEvent().commit();
        }
    }
}
