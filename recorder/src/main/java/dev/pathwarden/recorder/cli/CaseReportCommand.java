package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "report", sortOptions = false,
        header = "Write a report of the case, as HTML or PDF, for people who have no Pathwarden.",
        description = {"It tells each finding with the path that led there, the words that flowed and what guardrails said, then the other marks. All runs are verified for it, and it says whether they are as they were recorded.",
            "The file needs nothing else, runs nothing and asks no network. What was recorded stands in it: to take secrets out, make the report of what 'export --redact' leaves."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, there is nothing to report, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden case report pathwarden-demo --out report.pdf"})
final class CaseReportCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private CaseRecording recording;

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "FILE", description = "Where to write it; the name ends with .html or .pdf and says which it is. An earlier file is replaced.")
    private Path out;

    CaseReportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        ReportFormat format = ReportFormat.of(out).orElseThrow(() -> new CommandException(ExitCode.USAGE, "A report is HTML or PDF: let the name of --out end with .html or .pdf, not be " + out + "."));
        return recording.report(invocation, new ReportFile("--out", out), format);
    }
}
