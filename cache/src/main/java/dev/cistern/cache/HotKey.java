package dev.cistern.cache;

/**
 * A key that is asked for often; see {@link CachePolicy#hotKeys}.
 *
 * @param key the key, which need not be in the cache
 * @param requests about how often it was asked for lately, hits and misses together
 * @param overestimate by how much {@code requests} may be too high, besides the error of the sample
 * @param share of all requests, 0 to 1
 * @param <K> the type of the keys
 */
public record HotKey<K>(K key, long requests, long overestimate, double share) {}
