package dev.cistern.experiments.truth;

/** {@code byte[8192]}, 20,000 a second, dead as soon as it was read: what a pool is for. */
final class ScratchSite implements Site {
    private long checksum;

    @Override
    public String name() {
        return "scratch";
    }

    @Override
    public String className() {
        return "byte[]";
    }

    @Override
    public String method() {
        return "render";
    }

    @Override
    public int objectsPerSecond() {
        return 20_000;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            checksum += render((int) checksum + i);
        }
    }

    // The array is above the compiler's size limit for scalar replacement, but an index that it can work out, such as
    // that of a loop's peeled first round, is enough for it to remove the array: the index hangs on the checksum.
    private int render(int seed) {
        byte[] scratch = new byte[8192];
        scratch[seed & 8191] = (byte) seed;
        return scratch[(seed * 31) & 8191] + scratch.length;
    }

    @Override
    public Object specimen() {
        byte[] scratch = new byte[8192];
        scratch[0] = (byte) checksum;
        return scratch;
    }
}
