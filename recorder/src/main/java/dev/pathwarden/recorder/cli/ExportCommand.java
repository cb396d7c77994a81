package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", sortOptions = false,
        header = "Write runs to an archive: one file to hand to someone else.",
        description = "Every command that takes a SNAPSHOT takes an archive. This version's archives carry checksums and no signature.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:there is no such snapshot or run, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden export pathwarden-demo --out demo.pathwarden"})
final class ExportCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Archive to write; it must not exist.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "RUN", description = "Runs to write: number, id, or the beginning of an id (default: all).")
    private List<String> runs = new ArrayList<>();

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        try (Snapshot opened = Snapshots.open(snapshot)) {
            opened.damages().forEach(console::note);
            List<RunId> chosen = chosen(opened);
            long[] steps = {0};
            try (Progress progress = console.progress("runs written:")) {
                int[] done = {0};
                Archives.write(out, chosen.stream().map(id -> {
                    RecordedRun run = opened.run(id);
                    steps[0] += run.steps().size();
                    progress.at(++done[0], chosen.size());
                    return run;
                }).iterator(), opened.processes(), opened.damages());
            }
            say(console, chosen.size(), steps[0]);
        }
        return ExitCode.OK;
    }

    private List<RunId> chosen(Snapshot opened) {
        if (runs.isEmpty()) {
            return opened.runs().stream().map(RunSummary::run).map(run -> run.id()).toList();
        }
        return runs.stream().map(name -> RunChoice.run(opened, name).run().id()).distinct().toList();
    }

    private void say(Console console, int count, long steps) throws IOException {
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", out.toString());
            result.put("runs", count);
            result.put("steps", steps);
            result.put("bytes", Files.size(out));
            console.json(result);
        } else {
            console.out().println(RecordingReport.count(count, "run") + ", " + RecordingReport.count(steps, "step") + ", " + Files.size(out) + " bytes: " + out);
        }
    }
}
