package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.hold.HeldStepReader;
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
        footer = {"", "Examples:", "  pathwarden approvals list --watch pathwarden-run-1", "  pathwarden approvals list --full b7ad6b71 pathwarden-run-1"})
final class ApprovalsListCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MILLIS = 500;

    private final Invocation invocation;

    @Option(names = "--watch", description = "Go on and show each step that begins to wait, until the recording ends.")
    private boolean watch;

    @Option(names = "--full", paramLabel = "ID", description = "Show that step only, whether it waits or not, with all of its arguments and all steps behind it.")
    private String full;

    @Option(names = "--all", description = "Show also the steps that no longer wait, and how they were answered.")
    private boolean all;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(paramLabel = "SNAPSHOT", description = "The directory of a run that goes on, or what it left.")
    private Path recording;

    ApprovalsListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (full != null && (watch || all)) {
            throw new CommandException(ExitCode.USAGE, "--full shows one step, once: leave out --" + (watch ? "watch" : "all") + ".");
        }
        if (watch) {
            watch(invocation.console());
        } else {
            print(invocation.console(), once(), true);
        }
        return ExitCode.OK;
    }

    private List<HeldStep> once() {
        try (Snapshot opened = decrypt.open(recording, invocation)) {
            List<HeldStep> held = HeldStep.of(opened);
            return full == null ? wanted(held, Snapshots.canGrow(recording)) : List.of(HeldStepChoice.of(full, held, recording));
        }
    }

    private List<HeldStep> wanted(List<HeldStep> held, boolean grows) {
        long now = nanos();
        return held.stream().filter(step -> all || grows && step.waits(now)).toList();
    }

    private void watch(Console console) throws InterruptedException {
        Set<StepId> shown = new HashSet<>();
        boolean grows = true;
        try (HeldStepReader reader = new HeldStepReader(recording)) {
            // Whoever read the results may have gone, as head does.
            while (grows && !console.out().checkError()) {
                // Asked before reading: what was written meanwhile is read once more.
                grows = reader.canGrow();
                print(console, wanted(read(reader, grows), grows).stream().filter(held -> shown.add(held.step().id())).toList(), false);
                if (grows) {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                }
            }
        }
    }

    private static List<HeldStep> read(HeldStepReader reader, boolean grows) {
        try {
            return reader.poll();
        } catch (SnapshotException nothingYet) {
            if (grows && reader.canGrow()) {
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
        HeldStepText text = new HeldStepText(console.out(), console.terminal().outStyle(), console.terminal().columns(), recording);
        steps.forEach(held -> text.print(held, nanos(), full != null));
        if (whole && steps.isEmpty()) {
            console.out().println(all ? "No step had to wait." : "No step waits for an answer.");
        }
    }

    private static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
