package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.hold.Approver;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.hold.HeldStepReader;
import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.text.Escaped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code approve} and {@code deny} have in common: which step, why, and the giving of the answer. */
final class ApprovalAnswer {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in at most " + Approver.LONGEST_REASON + " characters; it is kept in the record.")
    private String reason;

    @Mixin
    private JsonOption json;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "The directory of the run that goes on.")
    private Path recording;

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the waiting step as 'approvals list' shows it, or its beginning.")
    private String id;

    /** Answers, and waits until the process has taken the answer. */
    int give(Invocation invocation, boolean approved) throws IOException, InterruptedException {
        try (HeldStepReader reader = new HeldStepReader(recording)) {
            Approver approver = new Approver(invocation.environment());
            List<HeldStep> recorded = reader.poll();
            approver.checkOrigin(reader);
            return told(invocation.console(), approver.answer(reader, HeldStepChoice.of(id, recorded, recording), approved, reason), approved);
        }
    }

    private int told(Console console, HeldStep held, boolean approved) {
        boolean asAnswered = held.hold().answer() == (approved ? Hold.Answer.APPROVED : Hold.Answer.DENIED);
        if (json.wanted()) {
            console.json(Map.of("step", held.step().id().toString(), "hold", StepJson.hold(held.hold())));
        } else {
            console.out().println("Step " + held.step().id() + ", " + held.step().operation().text() + " " + Escaped.text(held.step().step().name()) + ": " + Escaped.text(Approver.told(held.hold())) + ".");
        }
        return asAnswered ? ExitCode.OK : ExitCode.CHECK;
    }
}
