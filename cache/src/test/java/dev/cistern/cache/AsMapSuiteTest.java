package dev.cistern.cache;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;

/** Guava's own suite for concurrent maps, on the map views of all kinds of caches. */
@SuppressWarnings("exports") // nobody reads the module of a test
public final class AsMapSuiteTest {
    private AsMapSuiteTest() {}

    /** {@return the tests} */
    public static Test suite() {
        TestSuite all = new TestSuite("asMap");
        all.addTest(suite("unbounded", () -> Cache.<String, String>builder().build()));
        all.addTest(suite(
                "one stripe",
                () -> Cache.<String, String>builder().maximumSize(1_000).build()));
        all.addTest(suite(
                "stripes",
                () -> Cache.<String, String>builder().maximumSize(100_000).build()));
        all.addTest(suite(
                "weighed, expiring, watched",
                () -> Cache.<String, String>builder()
                        .maximumWeight(1_000, (key, value) -> value.length())
                        .expirePerEntry()
                        .removalListener((key, value, cause) -> {})
                        .build()));
        all.addTest(suite(
                "serialized, little of it hot",
                () -> Cache.<String, String>builder()
                        .maximumSize(1_000)
                        .executor(Runnable::run)
                        .buildSerialized(
                                SerializedValues.by(new Strings()).hotEntries(2).writeBack(1))));
        return all;
    }

    private static final class Strings implements ValueCodec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Test suite(String name, Supplier<Cache<String, String>> caches) {
        return ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        Map<String, String> map = caches.get().asMap();
                        for (Map.Entry<String, String> entry : entries) {
                            map.put(entry.getKey(), entry.getValue());
                        }
                        return map;
                    }
                })
                .named(name)
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.ALLOWS_NULL_ENTRY_QUERIES,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite();
    }
}
