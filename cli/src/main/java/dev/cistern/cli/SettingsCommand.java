package dev.cistern.cli;

import dev.cistern.lab.recording.RecordingSettings;
import picocli.CommandLine.Command;

/** {@code cistern settings}: prints the settings to record with where Cistern cannot run beside the process. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        description = "Prints the flight recorder settings (.jfc) to record with elsewhere.")
final class SettingsCommand implements Runnable {
    @Override
    public void run() {
        System.out.print(RecordingSettings.jfc());
    }
}
