package dev.cistern.experiments.truth;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A request's worth of work, as fast as it goes or at a set pace: what observing costs shows in the CPU time of each.
 *
 * <p>It reads a body of 1 KiB into a new buffer, sorts its words into a new array and takes a checksum, which is some
 * two microseconds, nearly a gigabyte allocated a second on one core: a program that allocates as hard as any service.
 */
final class RequestSite implements Site {
    private static final int BYTES = 1024;

    private final byte[] wire = new byte[BYTES];
    private final CRC32 checksum = new CRC32();
    private final int perSecond;
    private long state = 42;

    RequestSite(int perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public String name() {
        return "request";
    }

    @Override
    public String className() {
        return "byte[]";
    }

    @Override
    public String method() {
        return "serve";
    }

    @Override
    public int objectsPerSecond() {
        return perSecond;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            state = state * 6_364_136_223_846_793_005L + serve();
            wire[(int) (state >>> 54)] = (byte) state;
        }
    }

    private long serve() {
        byte[] body = new byte[BYTES];
        System.arraycopy(wire, 0, body, 0, BYTES);
        int[] words = new int[32];
        ByteBuffer.wrap(body).asIntBuffer().get(words);
        Arrays.sort(words);
        checksum.update(body);
        return checksum.getValue() + words[16];
    }

    @Override
    public Object specimen() {
        return new byte[BYTES];
    }
}
