package dev.cistern.pool.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;
import org.junit.jupiter.api.Test;

/** Why a pooled object is never published; the guide shows both forms. */
final class PublicationTest {
    private static final ScratchPool<StringBuilder> BUILDERS = ScratchPool.builder(
                    PoolPolicy.of(StringBuilder::new, builder -> {
                        builder.setLength(0);
                        return true;
                    }))
            .build();

    private volatile CharSequence latest = "";

    @Test
    void publish_theObjectItself_readerSeesTheNextOwnersText() {
        StringBuilder text = BUILDERS.acquire();
        latest = text.append("order 1");
        BUILDERS.release(text);
        BUILDERS.acquire().append("order 2");
        assertThat(latest).hasToString("order 2");
    }

    @Test
    void publish_anImmutableCopy_readerSeesWhatWasPublished() {
        StringBuilder text = BUILDERS.acquire();
        latest = text.append("order 1").toString();
        BUILDERS.release(text);
        BUILDERS.acquire().append("order 2");
        assertThat(latest).hasToString("order 1");
    }
}
