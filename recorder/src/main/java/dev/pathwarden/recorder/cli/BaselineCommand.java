package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.BaselineText;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.guardrail.BaselineParser;
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

@Command(name = "baseline", sortOptions = false,
        header = "Learn from recorded runs what agents normally do.",
        description = {"Models, tools and the forms of their arguments, SQL tables, hosts, places of files, programs, which tool follows which, and how much a run comes to. No values are kept, and nothing that an import says of its runs is read.",
            "The file is for a person to review: learn from runs in which nothing went wrong, and take out what is not to be normal. 'drift' tells what other runs show that it does not hold."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists and is not what --merge names", "3:a snapshot or baseline cannot be read, or there is nothing to learn from", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden baseline monday tuesday --out baseline.yaml", "  pathwarden baseline wednesday --merge baseline.yaml --out baseline.yaml"})
final class BaselineCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--out", paramLabel = "FILE", description = "File to write (default: print the baseline).")
    private Path out;

    @Option(names = "--merge", paramLabel = "FILE", description = "A baseline to add to. A run that it was learnt from already counts twice.")
    private Path merge;

    @Option(names = "--agent", paramLabel = "ID", description = "Learn of this agent only (default: of each; steps that tell no agent are taken for one).")
    private String agent;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private List<Path> snapshots;

    BaselineCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        ReportFile file = out == null ? null : new ReportFile("--out", out);
        if (file != null && Files.exists(out) && (merge == null || !Files.exists(merge) || !Files.isSameFile(out, merge))) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Learning learning = new Learning();
        if (merge != null) {
            learning.add(BaselineOption.load(console, merge));
        }
        int runs = learn(console, learning);
        Baseline baseline = learning.baseline();
        if (baseline.agents().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, agent == null ? "There is no step to learn from in the " + RecordingReport.count(runs, "run") + " of these snapshots."
                    : "None of the " + RecordingReport.count(runs, "run") + " of these snapshots has a step of the agent '" + agent + "'; 'pathwarden show' tells who acted.");
        }
        baseline.agents().stream().filter(one -> !one.cut().isEmpty()).forEach(one -> console.note("Of the agent '" + one.agent() + "' more was seen than is kept: " + String.join(", ", one.cut()) + "."));
        if (baseline.cut()) {
            console.note("There are more than " + Baseline.MAX_AGENTS + " agents; the baseline holds the first.");
        }
        write(console, file, BaselineText.of(baseline), RecordingReport.count(baseline.agents().size(), "agent") + (merge == null ? " from " : ", of which " + merge + " is a part, from ") + RecordingReport.count(runs, "run"));
        return ExitCode.OK;
    }

    private int learn(Console console, Learning learning) {
        int[] runs = {0};
        NamedSnapshots.forEachRun(console, "runs read:", snapshots, decrypt.keys(invocation), run -> {
            learning.add(run, agent);
            runs[0]++;
        });
        return runs[0];
    }

    private void write(Console console, ReportFile file, String text, String what) throws IOException {
        if (text.length() > BaselineParser.MAX_CHARS) {
            throw new CommandException(ExitCode.INPUT, "The baseline would be larger than " + (BaselineParser.MAX_CHARS >> 20) + " MB, too large to be read again: learn of one agent at a time, with --agent.");
        }
        if (file == null) {
            console.out().print(text);
        } else {
            file.write(writer -> writer.write(text));
            console.out().println(what + ": " + out);
        }
    }
}
