package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.DryRunReports;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.recorder.cli.text.PathText;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import dev.pathwarden.recorder.drain.RecordingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", sortOptions = false,
        header = "Record a sample agent, stop it, and look at what happened.",
        description = {"A LangChain4j agent is asked for a customer report and runs twice under the recorder, in JVMs of its own. Its model is scripted; MCP server, database, files and "
            + "child processes are real. The first run writes personal data in plain text and is stopped; the second encrypts it first and is not.",
            "Everything it makes lies below one directory. With a display it opens the workbench on it, otherwise it writes pictures."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out holds a recording", "4:a part of Pathwarden, a JDK, rights or disk are missing"},
        footer = {"", "Example:", "  pathwarden demo --headless --out demo"})
final class DemoCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--headless", description = "Open no window even where there is a display: write pictures.")
    private boolean headless;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for all it makes (default: pathwarden-demo, with a number where that is taken).")
    private Path out;

    DemoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = invocation.console();
        // Asked for first: where it is missing, nothing is left behind.
        Path agentJar = invocation.home().get().agentJar();
        RecordingDirectory directory = out == null ? RecordingDirectory.makeFresh("pathwarden-demo") : new RecordingDirectory(out);
        if (out != null) {
            directory.make();
        }
        Path shown = out == null ? directory.root().getFileName() : out;
        Bundle shipped = GuardrailCompiler.compile(Pack.standard()).bundle();
        say(console, "A LangChain4j agent is asked for a customer report, twice. Its model is scripted: a server on loopback",
                "plays the model's part word for word. MCP server, database, files and child processes are real.");
        MadeSnapshot made = new DemoRecording(invocation, agentJar, directory, askingNobody(shipped)).record();
        DemoDraft draft = DemoDraft.writeTo(directory.root().resolve("drafts"));
        try (Snapshot snapshot = new DecryptOption().open(directory.root(), invocation)) {
            for (RunSummary run : snapshot.runs()) {
                console.out().println();
                new PathText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(snapshot.run(run.run().id()), snapshot.processes(), null);
            }
            heading(console, "Dry run of the shipped guardrails over both runs");
            dryRun(console, snapshot, shipped);
            heading(console, "Dry run of a draft over both runs: " + shown.resolve("drafts").resolve(draft.name()));
            dryRun(console, snapshot, draft.bundle());
        }
        heading(console, "The recording");
        console.out().println("Snapshot:  " + shown + "  (" + RecordingReport.count(made.runs().size(), "run") + ", " + RecordingReport.count(made.steps(), "step") + ", " + made.blocked() + " stopped)");
        console.out().println("Again:     pathwarden show " + shown + " 1        pathwarden why " + shown + " 1");
        console.out().println("           pathwarden diff " + shown + " 1 2      pathwarden dry-run --policies " + shown.resolve("drafts") + " " + shown);
        console.out().flush();
        look(console, directory.root(), shown);
        return ExitCode.OK;
    }

    /** Without the guardrails that hold a step until a person answers: nobody does in a demo. */
    private static Bundle askingNobody(Bundle bundle) {
        return Bundle.of(bundle.guardrails().stream().filter(guardrail -> guardrail.action() != Action.HOLD).toList());
    }

    private void dryRun(Console console, Snapshot snapshot, Bundle bundle) {
        DryRun dryRun = new DryRun(bundle, DryRunMode.WHOLE_PATH);
        List<DryRunReport> reports = new ArrayList<>();
        snapshot.runs().forEach(run -> reports.add(dryRun.report(snapshot.run(run.run().id()))));
        new DryRunText(console).print(DryRunReports.merge(reports), DryRunMode.WHOLE_PATH);
    }

    private void look(Console console, Path root, Path shown) throws IOException, InterruptedException {
        WorkbenchProcess workbench = new WorkbenchProcess(invocation.home().get(), invocation.environment()).policies(root.resolve("drafts"));
        if (!headless && WorkbenchProcess.hasDisplay(invocation.environment())) {
            workbench.start(List.of(root), root.resolve("workbench.log").toFile());
            console.out().println("Workbench: it opens on the recording; what it says goes to " + shown.resolve("workbench.log"));
            return;
        }
        Path pictures = root.resolve("pictures");
        Files.createDirectories(pictures);
        if (console.terminal().err()) {
            console.note("taking pictures in the workbench");
        }
        Path log = root.resolve("workbench.log");
        int code = workbench.pictures(pictures).start(List.of(root), log.toFile()).waitFor();
        if (code != 0) {
            throw new CommandException(ExitCode.ENVIRONMENT, "The workbench could not take its pictures (it ended with " + code + "): " + shown.resolve("workbench.log") + " says why. The recording is whole.");
        }
        try (Stream<Path> files = Files.list(pictures)) {
            files.sorted().forEach(file -> console.out().println("Picture:   " + shown.resolve("pictures").resolve(file.getFileName())));
        }
    }

    private static void heading(Console console, String text) {
        console.out().println();
        console.out().println(console.terminal().outStyle().strong("== " + text));
    }

    private static void say(Console console, String... lines) {
        for (String line : lines) {
            console.out().println(line);
        }
        console.out().flush();
    }
}
