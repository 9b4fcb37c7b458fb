package dev.cistern.cache;

/**
 * What a {@link SerializedCache} encoded and decoded since it was built.
 *
 * @param decodes how many values were decoded, since they were not hot: for hits, for what a computation, a walk or {@code put}
 *     of the map shows, or for a listener
 * @param encodes how many values were encoded
 * @param failures how many encodings and decodings failed
 * @param hot how many decoded values are kept now, those that wait to be encoded not counted; the last ones of entries that left
 *     may be among them
 * @param waiting how many keys wait for their values to be encoded
 * @param meanBytes of a value, about; 0 if none was encoded yet
 */
public record SerializedStats(long decodes, long encodes, long failures, int hot, int waiting, int meanBytes) {}
