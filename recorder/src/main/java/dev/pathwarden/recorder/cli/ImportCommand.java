package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.imports.AgentDojoImporter;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.recorder.drain.SnapshotMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", sortOptions = false,
        header = "Make a snapshot of runs that something else recorded.",
        description = {"Reads JSON lines in the shape of AgentDojo: each assistant turn becomes a model.chat, each call in order a tool.call.",
            "What the source says of a run (suite_name, success, security, ...) becomes attributes: shown and exported, and never readable by a guardrail. "
            + "It has no clock, so no times are invented. All files are imported or none."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:a file is not there or not of that shape", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden import banking.jsonl workspace.jsonl --out imported"})
final class ImportCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--out", required = true, paramLabel = "SNAPSHOT", description = "Directory for the snapshot; it must not exist, or hold one that was not finished.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Mixin
    private SealOption seal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to import.")
    private List<Path> files;

    ImportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        files.stream().filter(Files::isDirectory).findFirst().ifPresent(directory -> {
            throw new CommandException(ExitCode.INPUT, directory + " is a directory; name the files in it, such as " + directory + "/*.jsonl.");
        });
        long[] counts = new long[2];
        try (Seal sealed = seal.seal(invocation); Progress progress = console.progress("runs imported:")) {
            SnapshotMaker.write(out, writer -> {
                for (Path file : files) {
                    AgentDojoImporter.read(file, run -> {
                        writer.add(run);
                        counts[0]++;
                        counts[1] += run.steps().size();
                        progress.at(counts[0], 0);
                    });
                }
            }, sealed);
        }
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("snapshot", out.toString());
            result.put("files", files.size());
            result.put("runs", counts[0]);
            result.put("steps", counts[1]);
            console.json(result);
        } else {
            console.out().println(RecordingReport.count(counts[0], "run") + ", " + RecordingReport.count(counts[1], "step") + " from " + RecordingReport.count(files.size(), "file") + ": " + out);
        }
        return ExitCode.OK;
    }
}
