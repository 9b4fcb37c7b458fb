package dev.cistern.lab.prove;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.cistern.lab.recording.OperationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads an attribute of a managed bean.
 *
 * <p>For that the program's own management agent is started, which listens on loopback until the program ends: so this is
 * for programs that Cistern started and ends, never for one that goes on.
 */
final class JmxOperations implements OperationSource {
    private final String bean;
    private final String attribute;
    private final List<Reading> readings = new ArrayList<>();
    private String address = "";
    private String problem = "it was not asked for";

    JmxOperations(String bean, String attribute) {
        this.bean = bean;
        this.attribute = attribute;
    }

    @Override
    public void begin(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                address = machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            problem = "its management agent could not be started: " + e.getMessage();
        }
    }

    @Override
    @SuppressWarnings("BanJNDI") // the address is on loopback and that of a program which this process started
    public void poll() {
        if (address.isEmpty()) {
            return;
        }
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            Object value = connector.getMBeanServerConnection().getAttribute(new ObjectName(bean), attribute);
            if (value instanceof Number number) {
                readings.add(new Reading(StdoutOperations.now(), number.doubleValue()));
            } else {
                problem = bean + "#" + attribute + " must be a number, but was " + value;
            }
        } catch (IOException | JMException e) {
            problem = bean + "#" + attribute + " cannot be read: " + e;
        }
    }

    @Override
    public List<Reading> readings() {
        return List.copyOf(readings);
    }

    @Override
    public String problem() {
        return readings.size() < 2 ? problem : "";
    }
}
