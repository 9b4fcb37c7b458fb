package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cistern.lab.recording.ProfileUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LensTest {
    @Test
    void of_shop_tellsLibraryCallerAndPath() {
        List<Lens.Row> rows = Lens.of(Profiles.shop());
        assertThat(rows)
                .extracting(Lens.Row::library, Lens.Row::group, Lens.Row::paths)
                .containsExactly(
                        tuple("Caffeine", "Own code", new Lens.Paths(9e6, 260e6, 0)),
                        tuple("Cistern pool", "Serialisation", new Lens.Paths(0, 84e6, 2e6)),
                        tuple("Netty buffers", "HTTP response", new Lens.Paths(0, 31e6, 0)),
                        tuple("ThreadLocal", "Own code", new Lens.Paths(0, 12e6, 0)));
        assertThat(rows.getFirst().callers().getFirst().method()).isEqualTo("com.acme.shop.Catalog.find");
    }

    @Test
    void of_poolWithinACachesLoad_countsForTheCache() {
        Profile profile = Profiles.of(
                "cpu",
                ProfileUnit.SAMPLES,
                0,
                "T.run;com.acme.A.a;com.google.common.cache.LocalCache.get;"
                        + "com.google.common.cache.LocalCache$Segment.loadSync;com.acme.A.load;com.zaxxer.hikari.HikariDataSource.getConnection;com.zaxxer.hikari.util.ConcurrentBag.borrow"
                        + " 5");
        assertThat(Lens.of(profile))
                .extracting(Lens.Row::library, row -> row.paths().miss())
                .containsExactly(tuple("Guava cache", 5.0));
    }

    @Test
    void of_slashedNames_areRecognisedToo() {
        Profile profile = Profiles.of(
                "cpu",
                ProfileUnit.SAMPLES,
                0,
                "java/lang/Thread.run;org/apache/commons/pool2/impl/GenericObjectPool.borrowObject_[j] 4");
        Lens.Row row = Lens.of(profile).getFirst();
        assertThat(row.library()).isEqualTo("commons-pool2");
        assertThat(row.paths()).isEqualTo(new Lens.Paths(4, 0, 0));
        assertThat(row.callers().getFirst().method()).isEqualTo("(thread)");
    }

    @Test
    void of_nothingKnown_isEmpty() {
        assertThat(Lens.of(Profiles.of("cpu", ProfileUnit.SAMPLES, 0, "a.B.c;d.E.f 1")))
                .isEmpty();
    }

    @Test
    void table_everyPromisedLibrary_hasAHitAndAMissRow() {
        List<LensTable.Row> rows = LensTable.read().rows();
        for (String library : List.of(
                "Cistern pool",
                "Cistern cache",
                "Netty Recycler",
                "Netty buffers",
                "commons-pool2",
                "Stormpot",
                "HikariCP",
                "Caffeine",
                "Guava cache",
                "Ehcache",
                "cache2k",
                "ThreadLocal")) {
            assertThat(rows.stream()
                            .filter(row -> row.library().equals(library))
                            .map(LensTable.Row::outcome))
                    .as(library)
                    .contains(LensTable.Outcome.HIT, LensTable.Outcome.MISS, LensTable.Outcome.RELEASE);
        }
    }

    @Test
    void callers_fiveKinds_areTold() {
        CallerKinds kinds = CallerKinds.read();
        assertThat(kinds.of("org.apache.coyote.http11.Http11Processor.service", "-"))
                .isEqualTo("HTTP response");
        assertThat(kinds.of("tools.jackson.databind.ObjectMapper.writeValue", "-"))
                .isEqualTo("Serialisation");
        assertThat(kinds.of("org.thymeleaf.TemplateEngine.process", "-")).isEqualTo("Template");
        assertThat(kinds.of("org.h2.jdbc.JdbcStatement.execute", "-")).isEqualTo("JDBC");
        assertThat(kinds.of("com.acme.Main.main", "-")).isEqualTo("-");
    }
}
