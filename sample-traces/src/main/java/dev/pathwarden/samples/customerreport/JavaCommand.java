package dev.pathwarden.samples.customerreport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that start another main class of the samples with this JVM's java and class path. */
final class JavaCommand {

    private JavaCommand() {
    }

    static List<String> of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
