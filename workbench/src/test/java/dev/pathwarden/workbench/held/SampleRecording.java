package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.AnswerException;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.Hold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recording in memory, which takes every answer. For one thread at a time. */
final class SampleRecording implements HeldRecording {

    volatile List<HeldStep> steps = List.of();
    volatile boolean begun = true;
    volatile boolean grows = true;
    volatile RuntimeException failure;
    volatile Hold.Answer taken;
    volatile boolean closed;
    final List<String> answers = new ArrayList<>();

    SampleRecording(HeldStep... steps) {
        this.steps = List.of(steps);
    }

    @Override
    public Path location() {
        return Path.of("/srv/agents/pathwarden-run-1");
    }

    @Override
    public Look look() {
        if (failure != null) {
            throw failure;
        }
        return new Look(steps, begun, grows);
    }

    @Override
    public HeldStep answer(HeldStep shown, boolean approved, String reason) {
        answers.add((approved ? "approve " : "deny ") + shown.step().step().name() + (reason.isBlank() ? "" : ": " + reason));
        if (failure instanceof AnswerException refused) {
            failure = null;
            throw refused;
        }
        HeldStep ended = SampleHolds.ended(shown, taken != null ? taken : approved ? Hold.Answer.APPROVED : Hold.Answer.DENIED);
        steps = steps.stream().map(step -> step.isSame(shown) ? ended : step).toList();
        return ended;
    }

    @Override
    public void close() {
        closed = true;
    }
}
