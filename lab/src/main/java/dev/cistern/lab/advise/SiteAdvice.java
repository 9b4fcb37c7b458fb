package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.Verdict;
import dev.cistern.lab.recording.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one allocation site.
 *
 * @param className the allocated class as in source, {@code byte[]} or {@code com.acme.Order}
 * @param method the frame the site is attributed to, {@code com.acme.Parser.read}
 * @param path the call path, innermost frame first
 * @param bytesPerSecond bytes allocated a second
 * @param objectsPerSecond objects allocated a second
 * @param share the site's share of all allocated bytes, 0 to 1
 * @param lifeSeconds mean life span in seconds; null where nothing tells it; an infinite upper end where only a lower
 *     bound is known
 * @param survivalShare the share of its objects that survive the next collection, 0 to 1; null where nothing tells it
 * @param threads names of the allocating threads, numbers in them folded to {@code #}
 * @param samples the number of samples behind the figures
 * @param windowBytesPerSecond bytes a second in each window, for the chart
 * @param boundaries the five findings in order
 * @param conditions what to check by hand before a PAYS holds
 * @param verdict the verdict
 * @param harm whether pooling would make the program slower, not just no faster
 * @param indicative whether the engine is too coarse for a firm verdict
 * @param reason why, one sentence that names the boundary that decided
 * @param saving what pooling would save and cost; null unless the site PAYS
 * @param apply the piece of Cistern, the library's own setting or {@code leave it alone}
 * @param snippet code to start from in the site's own types; empty where none applies
 */
public record SiteAdvice(
        String className,
        String method,
        List<Frame> path,
        Estimate bytesPerSecond,
        Estimate objectsPerSecond,
        Estimate share,
        @Nullable Estimate lifeSeconds,
        @Nullable Estimate survivalShare,
        List<String> threads,
        int samples,
        List<Double> windowBytesPerSecond,
        List<BoundaryFinding> boundaries,
        List<String> conditions,
        Verdict verdict,
        boolean harm,
        boolean indicative,
        String reason,
        @Nullable Saving saving,
        String apply,
        String snippet) {}
