package dev.cistern.gallery;

import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.io.RandomAccess;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessReadWriteBuffer;
import org.apache.pdfbox.io.RandomAccessStreamCache;

/** PDFBox's own setting for where it keeps streams, used to take their buffers, one page of 4 KiB at least, from a pool. */
final class PooledPages implements RandomAccessStreamCache {
    private static final ScratchPool<Page> POOL =
            ScratchPool.builder(new PagePolicy()).name("pdf-pages").build();

    @Override
    public RandomAccess createBuffer() {
        Page page = POOL.acquire();
        page.open = true;
        return page;
    }

    @Override
    public void close() {
        // The documents close their buffers themselves.
    }

    private static final class Page extends RandomAccessReadWriteBuffer {
        private boolean open;
        private boolean viewed;

        @Override
        public RandomAccessReadView createView(long start, long length) throws IOException {
            viewed = true;
            return super.createView(start, length);
        }

        @Override
        public boolean isClosed() {
            return !open || super.isClosed();
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                POOL.release(this);
            }
        }

        private void dispose() throws IOException {
            super.close();
        }
    }

    private static final class PagePolicy implements PoolPolicy<Page> {
        @Override
        public Page create() {
            return new Page();
        }

        @Override
        public boolean reset(Page page) {
            // A view may outlive the page, so a page that has given one away is not reused.
            if (page.viewed) {
                return false;
            }
            page.open = true;
            try {
                page.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                page.open = false;
            }
            return true;
        }

        @Override
        public void destroy(Page page) {
            try {
                page.dispose();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
