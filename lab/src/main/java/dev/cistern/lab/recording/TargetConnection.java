package dev.cistern.lab.recording;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import dev.cistern.lab.LabException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** An attached JVM: runs its diagnostic commands and loads native agents into it. */
final class TargetConnection implements AutoCloseable {
    private final VirtualMachine machine;
    private final Method executeCommand;

    private TargetConnection(VirtualMachine machine, Method executeCommand) {
        this.machine = machine;
        this.executeCommand = executeCommand;
    }

    /** Attaches to a process that {@link Jvms} has found to be a JVM of this user. */
    static TargetConnection open(long pid) {
        Method executeCommand = commandMethod();
        return new TargetConnection(Attaching.attach(pid), executeCommand);
    }

    private static Method commandMethod() {
        try {
            Method method =
                    Class.forName("sun.tools.attach.HotSpotVirtualMachine").getMethod("executeJCmd", String.class);
            if (!VirtualMachine.class.getModule().isExported("sun.tools.attach", TargetConnection.class.getModule())) {
                throw new LabException.BadInput("Cistern's own JVM keeps its attach interface closed; start it with"
                        + " --add-exports jdk.attach/sun.tools.attach=ALL-UNNAMED, as the launcher does");
            }
            return method;
        } catch (ReflectiveOperationException e) {
            throw new LabException.BadInput(
                    "Cistern's own JVM (" + System.getProperty("java.vm.name")
                            + ") has no HotSpot attach interface; run Cistern on an OpenJDK build",
                    e);
        }
    }

    long pid() {
        return Long.parseLong(machine.id());
    }

    /** Whether the process is still there. */
    boolean alive() {
        return Liveness.isAlive(pid());
    }

    /** Whether the process, which did not answer, is gone or about to go. */
    boolean gone() {
        return Liveness.endsSoon(pid());
    }

    /** Runs a diagnostic command and returns what it prints. */
    String command(String command) throws IOException {
        try (InputStream output = (InputStream) executeCommand.invoke(machine, command)) {
            return readFully(output);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("the command \"" + command + "\" failed in the target: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JDK 25's stream fails on reads at an offset other than 0, as readAllBytes does beyond 16 KiB. */
    private static String readFully(InputStream output) throws IOException {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = output.read(buffer, 0, buffer.length);
                count >= 0;
                count = output.read(buffer, 0, buffer.length)) {
            collected.write(buffer, 0, count);
        }
        return collected.toString(StandardCharsets.UTF_8);
    }

    /**
     * Loads a native agent, or calls it again when it is loaded already.
     *
     * @throws AgentRefused if the JVM does not allow it or the agent itself reports a failure
     */
    void callAgent(String library, String options) throws IOException, AgentRefused {
        try {
            machine.loadAgentPath(library, options);
        } catch (AgentLoadException e) {
            throw new AgentRefused(String.valueOf(e.getMessage()), e);
        } catch (AgentInitializationException e) {
            throw new AgentRefused(e.getMessage() + " (code " + e.returnValue() + ")", e);
        }
    }

    /**
     * Loads a Java agent, or calls it again when it is loaded already.
     *
     * @throws AgentRefused if the JVM does not allow it
     */
    void callJavaAgent(String jar, String options) throws IOException, AgentRefused {
        try {
            machine.loadAgent(jar, options);
        } catch (AgentLoadException e) {
            throw new AgentRefused(String.valueOf(e.getMessage()), e);
        } catch (AgentInitializationException e) {
            throw new AgentRefused(e.getMessage() + " (code " + e.returnValue() + ")", e);
        }
    }

    Properties systemProperties() throws IOException {
        return machine.getSystemProperties();
    }

    @Override
    public void close() {
        try {
            machine.detach();
        } catch (IOException e) {
            // Nothing is held open between commands, so there is nothing more to give back.
            System.getLogger(TargetConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "detaching from " + machine.id(), e);
        }
    }

    /** The JVM or the agent itself refused. */
    static final class AgentRefused extends Exception {
        private static final long serialVersionUID = 1L;

        AgentRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
