package dev.cistern.experiments.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The demo service as a process of its own. */
final class DemoServiceIT {
    @Test
    void main_standardInputEnds_answersUntilThenAndEnds() throws Exception {
        Process service = start();
        try (BufferedReader lines = service.inputReader(StandardCharsets.UTF_8)) {
            String ready = lines.readLine();
            assertThat(ready).startsWith("ready on http://127.0.0.1:");

            String address = ready.split(" ", -1)[2];
            assertThat(get(address))
                    .startsWith("{\"customer\":7,\"lines\":[{\"order\":7000")
                    .endsWith("]}\n");
            assertThat(get(address.replace("orders", "status"))).startsWith("visits ");

            service.getOutputStream().close();
            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
        } finally {
            service.destroyForcibly();
        }
    }

    private static Process start() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(DemoService.jvmArguments());
        command.add("-cp");
        command.add(Path.of(DemoService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
        command.add(DemoService.class.getName());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String get(String address) throws Exception {
        try (InputStream body = URI.create(address).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
