package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.cli.json.HeldStepJson;
import dev.pathwarden.recorder.cli.text.HeldStepText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", sortOptions = false,
        header = "Show the steps that wait for an answer: agent, step, arguments, the path behind it, guardrail, time left.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such recording, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden approvals list --watch pathwarden-run-1"})
final class ApprovalsListCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MILLIS = 500;

    private final Invocation invocation;

    @Option(names = "--watch", description = "Go on and show each step that begins to wait, until the recording ends.")
    private boolean watch;

    @Option(names = "--all", description = "Show also the steps that no longer wait, and how they were answered.")
    private boolean all;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "SNAPSHOT", description = "The directory of a run that goes on, or what it left.")
    private Path recording;

    ApprovalsListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = invocation.console();
        if (!watch) {
            print(console, wanted(), true);
            return ExitCode.OK;
        }
        Set<StepId> shown = new HashSet<>();
        boolean grows = true;
        while (grows) {
            // Asked before reading: what was written meanwhile is read once more.
            grows = Snapshots.canGrow(recording);
            print(console, wanted().stream().filter(held -> shown.add(held.step().id())).toList(), false);
            console.out().flush();
            if (grows) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
        return ExitCode.OK;
    }

    private List<HeldStep> wanted() {
        long now = nanos();
        try (Snapshot opened = Snapshots.open(recording)) {
            return HeldStep.of(opened).stream().filter(held -> all || Snapshots.canGrow(recording) && held.waits(now)).toList();
        } catch (SnapshotException nothingYet) {
            if (watch && Snapshots.canGrow(recording)) {
                return List.of();
            }
            throw nothingYet;
        }
    }

    private void print(Console console, List<HeldStep> steps, boolean whole) {
        if (json.wanted()) {
            if (whole) {
                console.json(HeldStepJson.of(steps, nanos()));
            } else {
                steps.forEach(held -> console.json(HeldStepJson.of(held, nanos())));
            }
            return;
        }
        HeldStepText text = new HeldStepText(console.out(), console.terminal().outStyle(), console.terminal().columns());
        steps.forEach(held -> text.print(held, nanos()));
        if (whole && steps.isEmpty()) {
            console.out().println(all ? "No step had to wait." : "No step waits for an answer.");
        }
    }

    static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
