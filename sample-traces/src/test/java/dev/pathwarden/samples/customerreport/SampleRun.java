package dev.pathwarden.samples.customerreport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the sample agent in a JVM of its own, with logs in one directory and reports in another. For tests. */
final class SampleRun {

    private final Path out;
    private final int exitCode;
    private final String printed;

    private SampleRun(Path out, int exitCode, String printed) {
        this.out = out;
        this.exitCode = exitCode;
        this.printed = printed;
    }

    static SampleRun of(Path out, List<String> jvmArguments, String... arguments) throws IOException, InterruptedException {
        Path reports = Files.createDirectories(out.resolve("reports"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + reports);
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CustomerReportMain.class.getName()));
        command.addAll(List.of(arguments));
        Path printed = out.resolve("printed.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new SampleRun(out, process.exitValue(), Files.readString(printed));
    }

    int exitCode() {
        return exitCode;
    }

    String printed() {
        return printed;
    }

    Path report(String file) {
        return out.resolve("reports").resolve(file);
    }

    /** Everything that the MCP server received. */
    String mcpLog() throws IOException {
        return Files.readString(out.resolve("mcp-server.log"));
    }

    /** The last request to the model: the whole conversation. */
    String conversation() throws IOException {
        List<String> requests = Files.readAllLines(out.resolve("model-requests.jsonl"));
        return requests.get(requests.size() - 1);
    }
}
