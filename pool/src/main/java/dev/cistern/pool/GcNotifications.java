package dev.cistern.pool;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** Hears of collections by the JVM's notifications; loaded only where the management modules are present. */
final class GcNotifications implements GcSource, NotificationListener {
    private static final String SHENANDOAH_OLD = "Shenandoah Old Gen";

    private final Consumer<GcCycle> listener;
    private final Set<String> heapPools;

    GcNotifications(Consumer<GcCycle> listener) {
        this.listener = listener;
        heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toUnmodifiableSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(this, null, null);
            }
        }
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        GcInfo gc = info.getGcInfo();
        TrimOccasion occasion =
                GcCycle.occasion(info.getGcName(), info.getGcAction(), info.getGcCause(), gc.getId(), oldSpared(gc));
        if (occasion != null) {
            long used = gc.getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> heapPools.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            listener.accept(new GcCycle(occasion, pressure(used)));
        }
    }

    private static boolean oldSpared(GcInfo gc) {
        MemoryUsage before = gc.getMemoryUsageBeforeGc().get(SHENANDOAH_OLD);
        MemoryUsage after = gc.getMemoryUsageAfterGc().get(SHENANDOAH_OLD);
        return before != null && after != null && after.getUsed() >= before.getUsed();
    }

    @Override
    public HeapPressure pressure() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage afterCollection = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        return pressure(used);
    }

    private static HeapPressure pressure(long used) {
        return HeapPressure.of((double) used / Runtime.getRuntime().maxMemory());
    }

    @Override
    public void poll() {
        // The notifications come by themselves.
    }

    @Override
    public void stop() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    // Then there is nothing to stop.
                }
            }
        }
    }
}
