package dev.cistern.lab.recording;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the table that GC.class_histogram prints. */
final class ClassHistogram {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private ClassHistogram() {}

    /** The rows of a table; those of hidden classes that read the same are added up. */
    static List<ClassLiveBytes> parse(String table, long epochNanos, ClassNames classNames) {
        Map<String, ClassLiveBytes> byName = new LinkedHashMap<>();
        for (String line : (Iterable<String>) table.lines()::iterator) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                ClassLiveBytes found = new ClassLiveBytes(
                        epochNanos,
                        classNames.source(row.group(3)),
                        Long.parseLong(row.group(1)),
                        Long.parseLong(row.group(2)));
                byName.merge(found.className(), found, ClassHistogram::sum);
            }
        }
        return List.copyOf(byName.values());
    }

    private static ClassLiveBytes sum(ClassLiveBytes one, ClassLiveBytes other) {
        return new ClassLiveBytes(
                one.epochNanos(), one.className(), one.instances() + other.instances(), one.bytes() + other.bytes());
    }
}
