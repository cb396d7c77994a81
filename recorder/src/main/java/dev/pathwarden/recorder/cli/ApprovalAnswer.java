package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.hold.AnswerDirectory;
import dev.pathwarden.model.hold.ApproverKey;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.hold.ProcessTree;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.cli.json.HeldStepJson;
import dev.pathwarden.recorder.cli.text.Escaped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code approve} and {@code deny} have in common: which step, why, and the giving of the answer. */
final class ApprovalAnswer {

    private static final int SHORTEST_PREFIX = 4;
    private static final int LOOKS = 50;
    private static final long LOOK_EVERY_MILLIS = 100;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the record.")
    private String reason;

    @Mixin
    private JsonOption json;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "The directory of the run that goes on.")
    private Path recording;

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the waiting step as 'approvals list' shows it, or its beginning.")
    private String id;

    /** Answers, and waits until the process has taken the answer. */
    int give(Invocation invocation, boolean approved) throws IOException, InterruptedException {
        Console console = invocation.console();
        HeldStep held = find(invocation);
        ApproverKey key = ApproverKey.readOrMake(ApproverKey.file(invocation.environment()));
        SignedAnswer answer = new SignedAnswer(held.run().run().id(), held.step().id(), held.binding(), held.hold().expiresNanos(), approved,
                System.getProperty("user.name") + ", key " + key.fingerprint(), ApprovalsListCommand.nanos(), reason);
        try {
            AnswerDirectory.of(recording).leave(answer, key.privateKey());
        } catch (GeneralSecurityException e) {
            throw new CommandException(ExitCode.ENVIRONMENT, "This Java cannot sign the answer: " + e.getMessage() + ".", e);
        }
        for (int look = 0; look < LOOKS; look++) {
            HeldStep now = again(held.step().id());
            if (now != null && !now.hold().pending()) {
                return told(console, now, approved);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new CommandException(ExitCode.ENVIRONMENT, "The answer was left, but process " + held.step().step().pid()
                + " has not taken it: it may have ended, or it was given the key of another approver (yours begins with " + key.fingerprint() + ").");
    }

    private HeldStep find(Invocation invocation) {
        try (Snapshot opened = Snapshots.open(recording)) {
            ProcessTree.refusal(invocation.environment(), opened.processes()).ifPresent(sentence -> {
                throw new CommandException(ExitCode.ENVIRONMENT, sentence);
            });
            if (!Snapshots.canGrow(recording)) {
                throw new CommandException(ExitCode.INPUT, "The recording " + recording + " has ended, so no step of it waits any more.");
            }
            HeldStep held = named(HeldStep.of(opened));
            if (!held.waits(ApprovalsListCommand.nanos())) {
                throw new CommandException(ExitCode.INPUT, "Step " + held.step().id() + " no longer waits: " + (held.hold().pending() ? "its time is over" : ended(held.hold())) + ".");
            }
            if (!held.hold().binding().equals(held.binding())) {
                throw new CommandException(ExitCode.INPUT, "What is recorded of step " + held.step().id() + " is not what its process asks an answer for; no answer was given.");
            }
            return held;
        }
    }

    private HeldStep named(List<HeldStep> steps) {
        String prefix = id.toLowerCase(Locale.ROOT);
        List<HeldStep> found = steps.stream().filter(held -> prefix.length() >= SHORTEST_PREFIX && held.step().id().toString().startsWith(prefix)).toList();
        if (found.size() > 1) {
            throw new CommandException(ExitCode.INPUT, "More than one held step of " + recording + " begins with '" + id + "': give more of the id.");
        }
        if (found.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no held step '" + id + "' in " + recording + ": 'pathwarden approvals list' shows their ids.");
        }
        return found.get(0);
    }

    private HeldStep again(StepId step) {
        try (Snapshot opened = Snapshots.open(recording)) {
            return HeldStep.of(opened).stream().filter(held -> held.step().id().equals(step)).findFirst().orElse(null);
        }
    }

    private int told(Console console, HeldStep held, boolean approved) {
        boolean asAnswered = held.hold().answer() == (approved ? Hold.Answer.APPROVED : Hold.Answer.DENIED);
        if (json.wanted()) {
            console.json(Map.of("step", held.step().id().toString(), "hold", HeldStepJson.hold(held.hold())));
        } else {
            console.out().println("Step " + held.step().id() + ", " + held.step().operation().text() + " " + Escaped.text(held.step().step().name()) + ": " + Escaped.text(ended(held.hold())) + ".");
        }
        return asAnswered ? ExitCode.OK : ExitCode.CHECK;
    }

    private static String ended(Hold hold) {
        return hold.answer().text() + (hold.by() == null ? "" : " by " + hold.by()) + (hold.reason() == null ? "" : ", " + hold.reason());
    }
}
