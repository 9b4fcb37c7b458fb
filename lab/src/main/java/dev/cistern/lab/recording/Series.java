package dev.cistern.lab.recording;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** What a meter sees of a process from outside while a recording runs in it. */
final class Series {
    static final long EVERY_NANOS = 100_000_000L;
    static final int LOOKS_A_SECOND = 10;

    private final TargetConnection target;
    private final ResidentMemory resident;
    private final String jvm;
    private final long begin = EventTimes.now();
    private final Deque<MeteredRun.Memory> memory = new ArrayDeque<>();
    private int looks;
    private boolean swapped;
    private boolean ended;
    private long start = begin;
    private long end = begin;

    Series(TargetConnection target) throws IOException {
        this.target = target;
        resident = new ResidentMemory(target.pid());
        jvm = target.systemProperties().getProperty("java.vm.version", "");
    }

    long begin() {
        return begin;
    }

    boolean ended() {
        return ended;
    }

    /** Looks once; {@return whether the process is still there} */
    boolean look() {
        OptionalLong bytes = resident.bytes();
        if (!target.alive()) {
            ended = true;
            return false;
        }
        if (bytes.isPresent()) {
            memory.addLast(new MeteredRun.Memory(EventTimes.now(), bytes.getAsLong()));
        }
        if (looks++ % LOOKS_A_SECOND == 0) {
            swapped |= resident.swapped();
        }
        return true;
    }

    /** Says which stretch counts. */
    void measured(long from, long to) {
        start = Math.min(from, to);
        end = to;
    }

    /** Drops what was seen before, for a meter that runs for long. */
    void forgetBefore(long epochNanos) {
        while (!memory.isEmpty() && memory.getFirst().epochNanos() < epochNanos) {
            memory.removeFirst();
        }
    }

    /** Puts together what was seen from outside and what was recorded. */
    MeteredRun run(MeterEvents events, OperationSource operations) {
        List<String> notes = new ArrayList<>();
        MeteredRun.Allocated allocated = events.allocated(start, end, notes);
        if (swapped) {
            notes.add("A part of the process is swapped out, so what is resident says little about what it takes;"
                    + " no slope is told.");
        }
        if (memory.isEmpty()) {
            notes.add("This system does not tell the resident memory of a process.");
        }
        return new MeteredRun(
                jvm,
                start,
                end,
                allocated,
                events.allocation(start, end),
                events.pauses(start, end),
                memory.stream().filter(look -> look.epochNanos() >= start).toList(),
                events.heap(start, end),
                operations.eventName().isEmpty()
                        ? operations.readings()
                        : events.operations(allocated.fromEpochNanos(), allocated.toEpochNanos()),
                swapped,
                ended,
                notes);
    }
}
