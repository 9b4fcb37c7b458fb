package dev.cistern.lab.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The probe's agent, laid down as a jar: its classes lie within the tool as files, since they are not the tool's own. */
final class AgentJar {
    private static final String PLACE = "/META-INF/cistern-probe/dev/cistern/probe/";
    private static final String PACKAGE = "dev/cistern/probe/";
    private static final List<String> CLASSES =
            List.of("ProbeAgent", "Gate", "ProbeWorker", "Reading", "Exchange", "Watch", "Group", "Followed");

    private AgentJar() {}

    /** The jar, the same file each time. */
    static Path install() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            entry(jar, "META-INF/MANIFEST.MF");
            manifest().write(jar);
            for (String name : CLASSES) {
                entry(jar, PACKAGE + name + ".class");
                try (InputStream code = AgentJar.class.getResourceAsStream(PLACE + name + ".class")) {
                    if (code == null) {
                        throw new IllegalStateException("the class " + name + " of the probe is missing in this build");
                    }
                    code.transferTo(jar);
                }
            }
        }
        return KeptFile.place("probe", "cistern-probe.jar", bytes.toByteArray());
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", "dev.cistern.probe.ProbeAgent");
        attributes.putValue("Can-Retransform-Classes", "true");
        return manifest;
    }

    /** Always with the same time, so that the same classes make the same jar. */
    private static void entry(JarOutputStream jar, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
    }
}
