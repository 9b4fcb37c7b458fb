package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cistern.lab.recording.ProfileUnit;
import io.netty.util.Recycler;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.cache2k.Cache2kBuilder;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.spi.loaderwriter.CacheLoaderWriter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stormpot.Allocator;
import stormpot.Pool;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;

/** What the lens says of stacks that the libraries themselves make: taken where they call back, on hit, miss and release. */
final class LensStacksTest {
    private final Map<String, List<String>> stacks = new LinkedHashMap<>();
    private String now = "";

    /** Keeps this very stack as one of what is being done; the first one counts. */
    private void note() {
        if (!now.isEmpty() && !stacks.containsKey(now)) {
            List<String> frames = new ArrayList<>();
            for (StackTraceElement frame : new Throwable().getStackTrace()) {
                frames.addFirst(frame.getClassName() + "." + frame.getMethodName());
            }
            stacks.put(now, frames);
        }
        now = "";
    }

    private void during(String what) {
        now = what;
    }

    /** The only library of a stack and the path it is on. */
    private String lens(String what) {
        List<String> frames = Objects.requireNonNull(stacks.get(what), "no stack of " + what);
        CallTree tree = new CallTree();
        tree.add(tree.stack(frames), 1, 1);
        Profile profile = new Profile(
                tree,
                new Profile.Facts(
                        "cpu",
                        "CPU time",
                        ProfileUnit.SAMPLES,
                        "test",
                        "",
                        Profile.UNKNOWN_TARGET,
                        0,
                        0,
                        null,
                        0,
                        null,
                        false,
                        List.of()));
        List<Lens.Row> rows = Lens.of(profile);
        assertThat(rows).as(String.join("\n", frames)).hasSize(1);
        Lens.Paths paths = rows.getFirst().paths();
        return rows.getFirst().library() + " " + (paths.miss() > 0 ? "miss" : paths.release() > 0 ? "release" : "hit");
    }

    /** A key that tells where a cache asks for its hash. */
    private final class Key {
        @Override
        public int hashCode() {
            note();
            return 7;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key;
        }
    }

    private String loaded() {
        note();
        return "value";
    }

    @Test
    void caffeine_getMissAndPut_areToldApart() {
        var cache = Caffeine.newBuilder().maximumSize(10).<Key, String>build();
        Key key = new Key();
        String loaded = cache.get(key, unused -> {
            during("load");
            return loaded();
        });
        during("hit");
        assertThat(cache.getIfPresent(key)).isEqualTo(loaded);
        during("put");
        cache.put(key, "other");
        assertThat(List.of(lens("load"), lens("hit"), lens("put")))
                .containsExactly("Caffeine miss", "Caffeine hit", "Caffeine release");
    }

    @Test
    void guava_getMissAndPut_areToldApart() {
        var cache = CacheBuilder.newBuilder().maximumSize(10).build(new CacheLoader<Key, String>() {
            @Override
            public String load(Key key) {
                during("load");
                return loaded();
            }
        });
        Key key = new Key();
        String loaded = cache.getUnchecked(key);
        during("hit");
        assertThat(cache.getIfPresent(key)).isEqualTo(loaded);
        during("put");
        cache.put(key, "other");
        assertThat(List.of(lens("load"), lens("hit"), lens("put")))
                .containsExactly("Guava cache miss", "Guava cache hit", "Guava cache release");
    }

    @NullUnmarked // its annotations refer to classes that are not on the class path
    @Test
    void cache2k_getMissAndPut_areToldApart() {
        try (var cache = new Cache2kBuilder<Key, String>() {}.entryCapacity(10)
                .loader(unused -> {
                    during("load");
                    return loaded();
                })
                .build()) {
            Key key = new Key();
            cache.get(key);
            during("hit");
            cache.peek(key);
            during("put");
            cache.put(key, "other");
        }
        assertThat(List.of(lens("load"), lens("hit"), lens("put")))
                .containsExactly("cache2k miss", "cache2k hit", "cache2k release");
    }

    @Test
    void ehcache_getMissAndPut_areToldApart() {
        CacheLoaderWriter<Key, String> loader = new CacheLoaderWriter<>() {
            @Override
            public String load(Key key) {
                during("load");
                return loaded();
            }

            @Override
            public void write(Key key, String value) {}

            @Override
            public void delete(Key key) {}
        };
        try (var manager = CacheManagerBuilder.newCacheManagerBuilder().build(true)) {
            var cache = manager.createCache(
                    "keys",
                    CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                    Key.class, String.class, ResourcePoolsBuilder.heap(10))
                            .withLoaderWriter(loader));
            Key key = new Key();
            cache.get(key);
            during("hit");
            cache.get(key);
            during("put");
            cache.put(key, "other");
        }
        assertThat(List.of(lens("load"), lens("put"))).containsExactly("Ehcache miss", "Ehcache release");
        assertThat(lens("hit")).isEqualTo("Ehcache hit");
    }

    @Test
    void commonsPool_borrowCreateAndReturn_areToldApart() throws Exception {
        var factory = new BasePooledObjectFactory<StringBuilder>() {
            @Override
            public StringBuilder create() {
                during("create");
                return new StringBuilder(loaded());
            }

            @Override
            public PooledObject<StringBuilder> wrap(StringBuilder one) {
                return new DefaultPooledObject<>(one);
            }

            @Override
            public void activateObject(PooledObject<StringBuilder> one) {
                note();
            }

            @Override
            public void passivateObject(PooledObject<StringBuilder> one) {
                note();
            }
        };
        try (var pool = new GenericObjectPool<>(factory)) {
            StringBuilder one = pool.borrowObject();
            during("return");
            pool.returnObject(one);
            during("borrow");
            pool.returnObject(pool.borrowObject());
        }
        assertThat(List.of(lens("create"), lens("borrow"), lens("return")))
                .containsExactly("commons-pool2 miss", "commons-pool2 hit", "commons-pool2 release");
    }

    private record Pooled(Slot slot) implements Poolable {
        @Override
        public void release() {
            slot.release(this);
        }
    }

    @Test
    void stormpot_allocation_isAMiss() throws InterruptedException {
        Allocator<Pooled> allocator = new Allocator<>() {
            @Override
            public Pooled allocate(Slot slot) {
                during("allocate");
                note();
                return new Pooled(slot);
            }

            @Override
            public void deallocate(Pooled one) {}
        };
        Pool<Pooled> pool = Pool.fromInline(allocator).setSize(1).build();
        Pooled one = pool.claim(new Timeout(10, TimeUnit.SECONDS));
        assertThat(one).isNotNull();
        one.release();
        pool.shutdown();
        assertThat(lens("allocate")).isEqualTo("Stormpot miss");
    }

    @Test
    void recycler_newObject_isAMiss() {
        var recycler = new Recycler<StringBuilder>() {
            @Override
            protected StringBuilder newObject(Handle<StringBuilder> handle) {
                during("make");
                return new StringBuilder(loaded());
            }
        };
        assertThat(recycler.get()).isNotNull();
        assertThat(lens("make")).isEqualTo("Netty Recycler miss");
    }

    /** A source of connections that do nothing, which tells who asks for one. */
    private final class Connections implements DataSource {
        @Override
        public Connection getConnection() {
            during("connect");
            note();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("isValid")) {
                            return true;
                        }
                        Class<?> type = method.getReturnType();
                        return type == boolean.class ? false : type == int.class ? (Object) 0 : null;
                    });
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }

    @Test
    void hikari_newConnection_isAMiss() throws java.sql.SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new Connections());
        config.setMaximumPoolSize(1);
        try (HikariDataSource source = new HikariDataSource(config)) {
            source.getConnection().close();
        }
        assertThat(lens("connect")).isEqualTo("HikariCP miss");
    }

    @Test
    void threadLocal_initialValue_isAMiss() {
        ThreadLocal<String> local = ThreadLocal.withInitial(() -> {
            during("initial");
            return loaded();
        });
        assertThat(local.get()).isEqualTo("value");
        assertThat(lens("initial")).isEqualTo("ThreadLocal miss");
    }
}
