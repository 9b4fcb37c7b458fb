package dev.cistern.experiments.truth;

/**
 * A {@link Reading}, 500,000 a second, passed to a method too big to inline: the remedy is to make it inlinable.
 *
 * <p>HotSpot does not inline a hot method of more than 325 bytes of bytecode ({@code FreqInlineSize}), and what a call
 * that is not inlined receives must exist in the heap.
 */
final class ReadingSite implements Site {
    private long checksum;

    @Override
    public String name() {
        return "reading";
    }

    @Override
    public String className() {
        return Reading.class.getName();
    }

    @Override
    public String method() {
        return "take";
    }

    @Override
    public int objectsPerSecond() {
        return 500_000;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            checksum += take(i);
        }
    }

    private static long take(long i) {
        Reading reading = new Reading();
        reading.set(i, i + 1);
        return grade(reading);
    }

    /** Twenty-four rounds of mixing, written out: its length is its purpose. */
    private static long grade(Reading reading) {
        long hash = reading.value;
        hash = (hash ^ (hash >>> 7)) * -7046029254386353131L + reading.value;
        hash = (hash ^ (hash >>> 12)) * -7046029254384353125L + reading.weight;
        hash = (hash ^ (hash >>> 17)) * -7046029254382353119L + reading.value;
        hash = (hash ^ (hash >>> 22)) * -7046029254380353113L + reading.weight;
        hash = (hash ^ (hash >>> 27)) * -7046029254378353107L + reading.value;
        hash = (hash ^ (hash >>> 9)) * -7046029254376353101L + reading.weight;
        hash = (hash ^ (hash >>> 14)) * -7046029254374353095L + reading.value;
        hash = (hash ^ (hash >>> 19)) * -7046029254372353089L + reading.weight;
        hash = (hash ^ (hash >>> 24)) * -7046029254370353083L + reading.value;
        hash = (hash ^ (hash >>> 29)) * -7046029254368353077L + reading.weight;
        hash = (hash ^ (hash >>> 11)) * -7046029254366353071L + reading.value;
        hash = (hash ^ (hash >>> 16)) * -7046029254364353065L + reading.weight;
        hash = (hash ^ (hash >>> 21)) * -7046029254362353059L + reading.value;
        hash = (hash ^ (hash >>> 26)) * -7046029254360353053L + reading.weight;
        hash = (hash ^ (hash >>> 8)) * -7046029254358353047L + reading.value;
        hash = (hash ^ (hash >>> 13)) * -7046029254356353041L + reading.weight;
        hash = (hash ^ (hash >>> 18)) * -7046029254354353035L + reading.value;
        hash = (hash ^ (hash >>> 23)) * -7046029254352353029L + reading.weight;
        hash = (hash ^ (hash >>> 28)) * -7046029254350353023L + reading.value;
        hash = (hash ^ (hash >>> 10)) * -7046029254348353017L + reading.weight;
        hash = (hash ^ (hash >>> 15)) * -7046029254346353011L + reading.value;
        hash = (hash ^ (hash >>> 20)) * -7046029254344353005L + reading.weight;
        hash = (hash ^ (hash >>> 25)) * -7046029254342352999L + reading.value;
        hash = (hash ^ (hash >>> 7)) * -7046029254340352993L + reading.weight;
        return hash;
    }

    @Override
    public Object specimen() {
        Reading reading = new Reading();
        reading.set(checksum, 0);
        return reading;
    }
}
