package dev.cistern.pool;

import java.util.ArrayList;
import java.util.List;

/** The idle objects of a pool, young and old. Trims are called by one thread at a time. */
record Generations(Stripes stripes, Overflow overflow, Victims victims, PoolGuard guard) {
    /** {@return the objects that a trim takes out, to be dropped} */
    List<Object> trim(TrimLevel level) {
        List<Object> dropped = new ArrayList<>();
        victims.drain(dropped::add);
        if (level == TrimLevel.IDLE) {
            return dropped;
        }
        List<Object> young = new ArrayList<>();
        stripes.drain(young::add);
        overflow.drain(young::add);
        if (level == TrimLevel.HALF) {
            victims.replace(young, dropped::add);
            dropped.addAll(guard.rotateQuarantine());
        } else {
            dropped.addAll(young);
            dropped.addAll(guard.drainQuarantine());
        }
        return dropped;
    }

    int retained() {
        return stripes.retained() + overflow.retained() + victims.retained() + guard.quarantined();
    }
}
