package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.home.ProductHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The workbench as a process of its own. */
final class WorkbenchProcess {

    private static final String MAIN = "dev.pathwarden.workbench.app.Launcher";

    private final ProductHome home;
    private final Map<String, String> environment;
    private final List<String> arguments = new ArrayList<>();
    private boolean pictures;

    WorkbenchProcess(ProductHome home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Whether there is a display for a window. */
    static boolean hasDisplay(Map<String, String> environment) {
        return !environment.getOrDefault("DISPLAY", "").isEmpty() || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    /** Writes pictures of its views there and ends, without a window; null for a window. */
    WorkbenchProcess pictures(Path directory) {
        if (directory != null) {
            pictures = true;
            arguments.add("--pictures");
            arguments.add(directory.toAbsolutePath().toString());
        }
        return this;
    }

    /** Guardrails to rehearse; null for the shipped pack. */
    WorkbenchProcess policies(Path directory) {
        if (directory != null) {
            arguments.add("--policies");
            arguments.add(directory.toAbsolutePath().toString());
        }
        return this;
    }

    /** Starts it on these snapshots with the streams of this process. */
    Process start(List<Path> snapshots) throws IOException {
        return builder(snapshots).inheritIO().start();
    }

    /** Starts it on these snapshots with what it prints in a file, to outlive this process. */
    Process start(List<Path> snapshots, File log) throws IOException {
        return builder(snapshots).redirectErrorStream(true).redirectOutput(log).start();
    }

    private ProcessBuilder builder(List<Path> snapshots) {
        List<String> command = new ArrayList<>(List.of(home.workbenchJava().toString(), "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        if (pictures) {
            command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        command.addAll(List.of("-Dpathwarden.home=" + home.root(), "-cp", home.workbenchClassPath(), MAIN));
        command.addAll(arguments);
        snapshots.forEach(snapshot -> command.add(snapshot.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
