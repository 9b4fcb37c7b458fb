package dev.cistern.lab.recording;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.cistern.lab.LabException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens the attach connection and explains why it could not be opened. */
final class Attaching {
    private Attaching() {}

    static VirtualMachine attach(long pid) {
        if (new ProcessFacts(pid).commandLine().contains("-XX:+DisableAttachMechanism")) {
            throw disabled(pid, null);
        }
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("does not support the attach mechanism")) {
                throw disabled(pid, e);
            }
            throw new LabException.BadInput(
                    "the JVM " + pid + " did not answer: " + reason
                            + "; if it hangs or is just starting, try again, and check that it is the same user's",
                    e);
        } catch (IOException e) {
            throw new LabException.BadInput(
                    "cannot attach to the process " + pid + ": " + e.getMessage()
                            + "; check that it still runs, that it is this user's and that its /tmp is the same as Cistern's",
                    e);
        }
    }

    private static LabException.BadInput disabled(long pid, @Nullable Throwable cause) {
        String message =
                "the JVM " + pid + " does not let anyone attach (-XX:+DisableAttachMechanism); start it without"
                        + " that option, or record a .jfr file with the settings of 'cistern settings' and give that file";
        return cause == null ? new LabException.BadInput(message) : new LabException.BadInput(message, cause);
    }
}
