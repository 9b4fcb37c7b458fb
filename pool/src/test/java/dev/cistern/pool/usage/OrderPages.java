package dev.cistern.pool.usage;

import dev.cistern.pool.Lease;
import dev.cistern.pool.MisuseListener;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.SafetyLevel;
import dev.cistern.pool.ScratchPool;
import dev.cistern.pool.ScratchPoolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that makes every mistake that a pool catches, one in each method. */
final class OrderPages {
    /** What is pooled: a page with a reset that forgets two of its four fields. */
    static final class Page {
        final List<String> lines = new ArrayList<>();
        int width;
        int rows;

        @Nullable
        Session session;
    }

    /** What a page should not hold on to. */
    static final class Session {}

    private static final class PagePolicy implements PoolPolicy<Page> {
        @Override
        public Page create() {
            return new Page();
        }

        @Override
        public boolean reset(Page page) {
            page.lines.clear();
            page.rows = 0;
            return true;
        }
    }

    static final Duration LONG = Duration.ofMillis(100);

    final ScratchPool<byte[]> buffers;
    final ScratchPool<Page> pages;
    private byte[] lastBuffer = {};

    OrderPages(MisuseListener listener, SafetyLevel level) {
        buffers = build(ScratchPool.builder(PoolPolicy.of(() -> new byte[64], buffer -> true)), listener, level)
                .confined(true)
                .name("buffers")
                .build();
        pages = build(ScratchPool.builder(new PagePolicy()), listener, level)
                .name("pages")
                .build();
    }

    private static <T> ScratchPoolBuilder<T> build(
            ScratchPoolBuilder<T> builder, MisuseListener listener, SafetyLevel level) {
        return builder.misuseListener(listener).safety(level).leakSampling(1).longLease(LONG);
    }

    void releaseTwice() {
        byte[] buffer = buffers.acquire();
        buffers.release(buffer);
        buffers.release(buffer);
    }

    void closeTwice() {
        Lease<byte[]> lease = buffers.lease();
        lease.close();
        lease.close();
    }

    void releaseWhatIsNotPooled() {
        buffers.release(new byte[64]);
    }

    void writeAfterRelease() {
        lastBuffer = buffers.acquire();
        buffers.release(lastBuffer);
        lastBuffer[7] = 1;
    }

    void setFieldAfterRelease() {
        Page page = pages.acquire();
        pages.release(page);
        page.rows = 3;
    }

    void leaveFieldsDirty() {
        Page page = pages.acquire();
        page.lines.add("one");
        page.rows = 1;
        page.width = 80;
        page.session = new Session();
        pages.release(page);
    }

    void holdFor(Duration time) {
        byte[] buffer = buffers.acquire();
        long start = System.nanoTime();
        while (System.nanoTime() - start <= time.toNanos()) {
            Thread.onSpinWait();
        }
        buffers.release(buffer);
    }

    void forget() {
        buffers.acquire();
    }

    byte[] take() {
        return buffers.acquire();
    }

    void giveBack(byte[] buffer) {
        buffers.release(buffer);
    }
}
