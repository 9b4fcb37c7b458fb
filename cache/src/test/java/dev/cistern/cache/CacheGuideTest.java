package dev.cistern.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of docs/guide/cache.md: what stands there is what runs here. */
final class CacheGuideTest {
    private final Database database = new Database();

    private record Customer(long id, String name) {
        int bytes() {
            return 64 + 2 * name.length();
        }
    }

    /** Where customers come from. */
    private static final class Database {
        private final Map<Long, Customer> rows = new ConcurrentHashMap<>(Map.of(42L, new Customer(42, "Ada")));

        @Nullable
        Customer find(long id) {
            return rows.get(id);
        }

        Map<Long, Customer> findAll(Set<? extends Long> ids) {
            Map<Long, Customer> found = new HashMap<>(rows);
            found.keySet().retainAll(ids);
            return found;
        }

        void store(Customer customer) {
            rows.put(customer.id, customer);
        }

        void delete(long id) {
            rows.remove(id);
        }
    }

    @Test
    void guide_cache_works() {
        // @start region="cache"
        Cache<Long, Customer> customers = Cache.<Long, Customer>builder()
                .name("customers")
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(5))
                .ttlJitter(0.1)
                .build();

        Customer customer = customers.get(42L, id -> database.find(id));
        // @end
        assertThat(customer).isEqualTo(new Customer(42, "Ada"));
    }

    @Test
    void guide_loading_works() {
        // @start region="loading"
        BulkCacheLoader<Long, Customer> loader = ids -> database.findAll(ids);
        LoadingCache<Long, Customer> customers = Cache.<Long, Customer>builder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(10))
                .refreshAfterWrite(Duration.ofMinutes(1))
                .cacheAbsence(Duration.ofSeconds(30))
                .cacheFailures(Duration.ofSeconds(5))
                .staleOnError(Duration.ofHours(1))
                .build(loader);

        Map<Long, Customer> some = customers.getAll(List.of(41L, 42L, 43L));
        // @end
        assertThat(some).containsOnlyKeys(42L);
        customers.close();
    }

    @Test
    void guide_weight_works() {
        // @start region="weight"
        Cache<Long, Customer> customers = Cache.<Long, Customer>builder()
                .maximumWeight(64 << 20, (id, customer) -> customer.bytes())
                .expirePerEntry()
                .removalListener((id, customer, cause) ->
                        System.getLogger("customers").log(System.Logger.Level.DEBUG, id + " left: " + cause))
                .build();

        customers.put(42L, new Customer(42, "Ada"), Duration.ofMinutes(3));
        // @end
        assertThat(customers.policy().weight()).hasValue(70);
    }

    @Test
    void guide_behind_works() throws Exception {
        // @start region="behind"
        WriteBehind<Long, Customer> behind = WriteBehind.<Long, Customer>to(changes -> {
                    for (StoreChange<? extends Long, ? extends Customer> change : changes) {
                        Customer customer = change.value();
                        if (customer == null) {
                            database.delete(change.key());
                        } else {
                            database.store(customer);
                        }
                    }
                })
                .delay(Duration.ofMillis(100))
                .build();
        LoadingCache<Long, Customer> customers = Cache.<Long, Customer>builder()
                .maximumSize(10_000)
                .writeBehind(behind)
                .build(database::find);

        customers.put(7L, new Customer(7, "Grace"));
        boolean isSafe = behind.flush(Duration.ofSeconds(10));
        customers.close();
        // @end
        assertThat(isSafe).isTrue();
        assertThat(database.find(7)).isNotNull();
    }

    @Test
    void guide_async_works() {
        // @start region="async"
        AsyncCache<Long, Customer> customers =
                Cache.<Long, Customer>builder().maximumSize(10_000).buildAsync();

        CompletableFuture<Customer> customer = customers.get(42L, database::find);
        // @end
        assertThat(customer.join().name()).isEqualTo("Ada");
        customers.close();
    }

    @Test
    void guide_curve_works() {
        // @start region="curve"
        Cache<Long, Customer> customers = Cache.<Long, Customer>builder()
                .maximumSize(10_000)
                .missRatioCurve()
                .trackHotKeys(20)
                .build();

        // when it has run for a while
        customers
                .policy()
                .missRatioCurve()
                .ifPresent(curve -> System.out.println("misses now " + curve.missRatioAt(10_000)
                        + ", with twice the size " + curve.missRatioAt(20_000)));
        List<HotKey<Long>> hottest = customers.policy().hotKeys(5);
        // @end
        assertThat(hottest).isEmpty();
    }

    @Test
    void guide_serialized_works() {
        ValueCodec<Customer> codec = new ValueCodec<>() {
            @Override
            public byte[] encode(Customer value) {
                byte[] name = value.name.getBytes(StandardCharsets.UTF_8);
                return ByteBuffer.allocate(Long.BYTES + name.length)
                        .putLong(value.id)
                        .put(name)
                        .array();
            }

            @Override
            public Customer decode(byte[] bytes) {
                return new Customer(
                        ByteBuffer.wrap(bytes).getLong(),
                        new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
            }
        };
        // @start region="serialized"
        SerializedCache<Long, Customer> customers = Cache.<Long, Customer>builder()
                .buildSerialized(
                        SerializedValues.by(codec).maximumBytes(256 << 20).hotEntries(2_000));

        Customer customer = customers.get(42L, id -> database.find(id));
        // @end
        assertThat(customer).isEqualTo(new Customer(42, "Ada"));
        customers.cleanUp();
        assertThat(customers.getIfPresent(42L)).isEqualTo(customer);
        customers.close();
    }

    @Test
    void guide_reload_works() {
        Cache<Long, Customer> customers =
                Cache.<Long, Customer>builder().maximumSize(10_000).build();
        // @start region="reload"
        CacheSettings settings = customers.policy().settings();
        Reload reload =
                customers.policy().reload(settings.withMaximumSize(20_000).withEviction(Eviction.lirs()));

        // an hour later
        System.out.println(reload); // hit ratio 81.3 % before, nothing expected, 85.7 % in 1804113 requests since
        // @end
        assertThat(reload.after().maximumSize()).hasValue(20_000);
    }

    @Test
    void guide_itsExamples_areTheOnesOfThisFile() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(module.resolve("docs")) ? module : module.resolve("..");
        String source =
                words(Files.readString(root.resolve("cache/src/test/java/dev/cistern/cache/CacheGuideTest.java")));
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("docs/guide/cache.md")));
        List<String> examples = new ArrayList<>();
        while (blocks.find()) {
            examples.add(words(blocks.group(1)));
        }
        assertThat(examples).hasSize(8).allSatisfy(example -> assertThat(source).contains(example));
    }

    /** {@return code without its line breaks, which the formatter sets} */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
