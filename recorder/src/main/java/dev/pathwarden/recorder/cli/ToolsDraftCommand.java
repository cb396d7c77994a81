package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.catalogue.CatalogueDraft;
import dev.pathwarden.policies.catalogue.CatalogueText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "draft", sortOptions = false,
        header = "Draft a catalogue of the tools in recorded runs.",
        description = "From their names, their arguments, what their MCP servers say of them, and what their calls were seen to do. For a person to correct; 'run', 'dry-run', 'evaluate' and 'policy bundle' take it with --tools.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:a snapshot cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden tools draft pathwarden-demo --out tools.yaml"})
final class ToolsDraftCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--out", paramLabel = "FILE", description = "File to write; it must not exist (default: print the draft).")
    private Path out;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private List<Path> snapshots;

    ToolsDraftCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        ReportFile file = out == null ? null : new ReportFile("--out", out);
        if (file != null && Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        CatalogueDraft draft = new CatalogueDraft();
        int[] runs = {0};
        NamedSnapshots.forEachRun(console, "runs read:", snapshots, decrypt.keys(invocation), run -> {
            draft.add(run);
            runs[0]++;
        });
        if (draft.cut()) {
            console.note("There are more than " + CatalogueDraft.MAX_TOOLS + " tools; the draft holds the first.");
        }
        String text = CatalogueText.of(draft.tools());
        if (file == null) {
            console.out().print(text);
        } else {
            file.write(writer -> writer.write(text));
            console.out().println(RecordingReport.count(draft.tools().size(), "tool") + " from " + RecordingReport.count(runs[0], "run") + ": " + out);
        }
        return ExitCode.OK;
    }
}
