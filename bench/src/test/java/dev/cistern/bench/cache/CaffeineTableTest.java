package dev.cistern.bench.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.CaffeineSpec;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Interner;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.cistern.cache.BulkCacheLoader;
import dev.cistern.cache.CacheBuilder;
import dev.cistern.cache.CachePolicy;
import dev.cistern.cache.CacheSettings;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's table for those who come from Caffeine: every name in it is one that Caffeine, or this cache, really has. */
final class CaffeineTableTest {
    private static final List<Class<?>> CAFFEINE = List.of(
            Caffeine.class,
            Cache.class,
            LoadingCache.class,
            AsyncCache.class,
            AsyncLoadingCache.class,
            AsyncCacheLoader.class,
            CacheLoader.class,
            CaffeineSpec.class,
            Expiry.class,
            Interner.class,
            Policy.class,
            Policy.Eviction.class,
            Policy.FixedExpiration.class,
            Policy.FixedRefresh.class,
            Policy.VarExpiration.class,
            RemovalCause.class,
            Scheduler.class,
            CacheStats.class);

    private static final List<Class<?>> OURS = List.of(
            dev.cistern.cache.Cache.class,
            dev.cistern.cache.LoadingCache.class,
            dev.cistern.cache.AsyncCache.class,
            dev.cistern.cache.CacheLoader.class,
            BulkCacheLoader.class,
            CacheBuilder.class,
            CachePolicy.class,
            CacheSettings.class,
            dev.cistern.cache.CacheStats.class,
            dev.cistern.cache.RemovalCause.class);

    /** Words within code that are no names of methods or types: parameters. */
    private static final Set<String> PARAMETERS = Set.of(
            "K",
            "V",
            "key",
            "k",
            "value",
            "keys",
            "function",
            "loader",
            "executor",
            "future",
            "stage",
            "most",
            "weigher",
            "ttl",
            "settings",
            "a");

    @Test
    void table_names_areOnesThatThereAre() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(module.resolve("docs")) ? module : module.resolve("..");
        String guide = Files.readString(root.resolve("docs/guide/cache.md"));
        List<String> rows = guide.substring(guide.indexOf("## Coming from Caffeine"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Caffeine |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        Set<String> caffeine = names(CAFFEINE);
        Set<String> ours = names(OURS);
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            assertThat(words(cells[1])).as("Caffeine's names in: %s", row).isSubsetOf(caffeine);
            assertThat(words(cells[2])).as("our names in: %s", row).isSubsetOf(ours);
            if (cells[2].strip().equals("not there")) {
                notThere(cells[1], ours);
            }
        }
    }

    private static void notThere(String cell, Set<String> ours) {
        Set<String> ofCache = names(List.of(dev.cistern.cache.Cache.class));
        Matcher code = Pattern.compile("`(?:(\\w+)(?:\\(\\))?\\.)?(\\w+)").matcher(cell);
        while (code.find()) {
            assertThat("Cache".equals(code.group(1)) ? ofCache : ours)
                    .as("said to be not there: %s", code.group())
                    .doesNotContain(code.group(2));
        }
    }

    private static Set<String> names(List<Class<?>> types) {
        Set<String> names = new HashSet<>(PARAMETERS);
        for (Class<?> type : types) {
            names.add(type.getSimpleName());
            Stream.of(type.getMethods()).map(Method::getName).forEach(names::add);
            if (type.isEnum()) {
                Arrays.stream(type.getEnumConstants()).map(Object::toString).forEach(names::add);
            }
        }
        return names;
    }

    /** {@return the words within backquotes} */
    private static Set<String> words(String cell) {
        Set<String> words = new HashSet<>();
        Matcher code = Pattern.compile("`([^`]*)`").matcher(cell);
        while (code.find()) {
            Pattern.compile("\\w+").matcher(code.group(1)).results().forEach(word -> words.add(word.group()));
        }
        return words;
    }
}
