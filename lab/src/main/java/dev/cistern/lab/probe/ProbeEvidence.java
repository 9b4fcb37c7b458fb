package dev.cistern.lab.probe;

import dev.cistern.lab.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * What the probe saw of one site's objects.
 *
 * @param followed how many objects were followed
 * @param dead how many of them were found dead by a collection before the probe ended
 * @param usedSeconds how long after its birth an object was last seen in use; its median with an interval of 95 %; null
 *     where nothing was followed
 * @param reclaimedSeconds how long after its birth an object was found dead by a collection, in the mean with an
 *     interval of 95 %: no object lived longer; null where none was found dead
 * @param survivedNext the share that survived the first collection after its birth; null where no collection came
 * @param handedOver how many were used by another thread than the one that made them
 * @param byTurns how many of those were used again by the thread that made them
 * @param asKey how many were used as a key or asked for their hash code
 * @param locked how many were locked
 * @param inStatic how many were stored in a static field
 * @param kept how many were still referenced by somebody at a collection that came more than a tenth of a second after they
 *     were last seen in use
 * @param otherThreadIn the method in which another thread was first seen with one, {@code Writer.send}; empty where none was
 * @param lastUsedIn the method in which most were last seen; empty where none was seen after its birth
 * @param keyIn where one was used as a key, or hashed; empty where none was
 * @param lockedIn where one was locked; empty where none was
 * @param staticIn where one was stored in a static field; empty where none was
 */
public record ProbeEvidence(
        int followed,
        int dead,
        @Nullable Estimate usedSeconds,
        @Nullable Estimate reclaimedSeconds,
        @Nullable Estimate survivedNext,
        int handedOver,
        int byTurns,
        int asKey,
        int locked,
        int inStatic,
        int kept,
        String otherThreadIn,
        String lastUsedIn,
        String keyIn,
        String lockedIn,
        String staticIn) {
    /** Fewer objects settle nothing that was not seen. */
    public static final int ENOUGH = 100;

    /** {@return whether what was not seen may be taken for rare} */
    public boolean enough() {
        return followed >= ENOUGH;
    }
}
