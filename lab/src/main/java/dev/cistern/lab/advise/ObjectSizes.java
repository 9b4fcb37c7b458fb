package dev.cistern.lab.advise;

import dev.cistern.lab.Estimate;
import dev.cistern.lab.recording.ClassLiveBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean size of a class's objects for engines that tell no sizes, from the heap by class: exact for ordinary classes,
 * no more than a guess for arrays, whose upper end is therefore infinite.
 */
final class ObjectSizes {
    private static final double SMALLEST_OBJECT = 16;

    private final Map<String, ClassLiveBytes> heap = new HashMap<>();

    ObjectSizes(List<ClassLiveBytes> looks) {
        for (ClassLiveBytes look : looks) {
            if (look.instances() > 0) {
                heap.put(ReadableNames.ofClass(look.className()), look);
            }
        }
    }

    Estimate of(String className) {
        ClassLiveBytes look = heap.get(className);
        if (look == null) {
            return new Estimate(2 * SMALLEST_OBJECT, SMALLEST_OBJECT, Double.POSITIVE_INFINITY);
        }
        double mean = (double) look.bytes() / look.instances();
        return className.endsWith("[]")
                ? new Estimate(mean, Math.min(mean, SMALLEST_OBJECT), Double.POSITIVE_INFINITY)
                : Estimate.exactly(mean);
    }
}
