package dev.cistern.lab.recording;

import dev.cistern.lab.LabException;
import dev.cistern.lab.recording.TargetConnection.AgentRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The probe's agent in a running JVM: it reads, exchanges and restores classes there and watches what instrumented code
 * tells. Closing it takes everything back that was not taken back before. For one thread.
 */
public final class TargetAgent implements AutoCloseable {
    private final TargetConnection target;
    private final ExchangeFolder exchange;
    private final String jar;
    private List<String> wanted = List.of();
    private boolean open = true;

    private TargetAgent(TargetConnection target, ExchangeFolder exchange, String jar) {
        this.target = target;
        this.exchange = exchange;
        this.jar = jar;
    }

    /**
     * Brings the agent into a JVM; nothing there is changed yet. A JVM of JDK 21 and newer prints a warning on its error
     * output the first time, unless it was started with {@code -XX:+EnableDynamicAgentLoading}.
     *
     * @param pid the JVM's process id
     * @return the agent
     * @throws LabException.BadInput if the process is no JVM that can be attached to, or does not let agents in
     */
    public static TargetAgent load(long pid) {
        TargetConnection target =
                TargetConnection.open(Jvms.find(Long.toString(pid)).pid());
        ExchangeFolder exchange = ExchangeFolder.create(pid);
        try {
            TargetAgent agent =
                    new TargetAgent(target, exchange, AgentJar.install().toString());
            agent.begin();
            return agent;
        } catch (IOException e) {
            exchange.close();
            target.close();
            throw new LabException.BadInput("the JVM " + pid + " could not be probed: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            exchange.close();
            target.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        try {
            target.callJavaAgent(jar, words("begin"));
        } catch (AgentRefused e) {
            String reason = String.valueOf(e.getMessage());
            boolean forbidden = reason.contains("Dynamic agent loading is not enabled");
            throw new LabException.BadInput(
                    "the JVM " + target.pid() + " does not let an agent in, which --probe needs: "
                            + (forbidden
                                    ? "it runs with -XX:-EnableDynamicAgentLoading; start it without that option, or"
                                            + " leave --probe out"
                                    : reason + "; its runtime may lack the module java.instrument; leave --probe out"),
                    e);
        }
        complain("begin");
    }

    /** {@return the names of the loaded classes that can be instrumented, without the JDK's own} */
    public List<String> classes() {
        order("list");
        return lines("classes");
    }

    /**
     * Reads classes as the JVM has them now, with what other agents have made of them.
     *
     * @param names of classes that {@link #classes()} named
     * @return their bytes; without those that the JVM did not give
     */
    public Map<String, byte[]> read(List<String> names) {
        wanted = List.copyOf(names);
        write("wanted", String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        order("read");
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byte[] bytes = content(i + ".class");
            if (bytes.length > 0) {
                found.put(names.get(i), bytes);
            }
        }
        return found;
    }

    /**
     * Exchanges classes and begins to watch.
     *
     * @param plan what to watch, in the agent's words
     * @param made the new bytes of classes that were read
     * @return the names of those that were exchanged; another agent may have changed the rest meanwhile
     */
    public List<String> start(List<String> plan, Map<String, byte[]> made) {
        write("plan", String.join("\n", plan).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < wanted.size(); i++) {
            byte[] bytes = made.get(wanted.get(i));
            if (bytes != null) {
                write(i + ".new", bytes);
            }
        }
        order("start");
        return lines("instrumented");
    }

    /**
     * Takes everything back.
     *
     * @return what was seen, in the agent's words
     */
    public List<String> end() {
        open = false;
        order("end");
        return lines("seen");
    }

    /** {@return whether the JVM is still there} */
    public boolean alive() {
        return target.alive();
    }

    private void order(String order) {
        try {
            Files.deleteIfExists(exchange.file("error"));
            target.callJavaAgent(jar, words(order));
            complain(order);
        } catch (IOException | AgentRefused e) {
            if (!target.alive()) {
                throw new LabException.NoConclusion("the process " + target.pid() + " ended while it was probed");
            }
            throw new LabException.BadInput(
                    "the probe in the JVM " + target.pid() + " did not carry out \"" + order + "\": " + e.getMessage(),
                    e);
        }
    }

    /** What went wrong within the target. */
    private void complain(String order) throws IOException {
        Path error = exchange.file("error");
        if (Files.exists(error)) {
            throw new IOException("the order " + order + " failed there with "
                    + Files.readString(error).strip());
        }
    }

    private String words(String order) {
        return order + "\t" + jar + "\t" + exchange.file("");
    }

    private List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        new String(content(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        return lines;
    }

    private byte[] content(String name) {
        try {
            return name.endsWith(".class") && !Files.exists(exchange.file(name))
                    ? new byte[0]
                    : Files.readAllBytes(exchange.written(name));
        } catch (IOException e) {
            throw new LabException.BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.write(exchange.file(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (open && target.alive()) {
                end();
            }
        } catch (LabException e) {
            System.getLogger(TargetAgent.class.getName())
                    .log(System.Logger.Level.WARNING, "the probe could not be taken back", e);
        } finally {
            exchange.close();
            target.close();
        }
    }
}
