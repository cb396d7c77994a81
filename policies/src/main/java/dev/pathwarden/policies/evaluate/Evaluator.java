package dev.pathwarden.policies.evaluate;

import com.google.re2j.Pattern;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks guardrails about labelled runs, and counts a stop only where it could have helped: at a step that was decided after the injected text had been read. Pure; safe for any thread.
 */
public final class Evaluator {

    private static final int NEVER = Integer.MAX_VALUE;

    private final DryRun dryRun;
    private final Pattern injected;

    /**
     * An evaluator.
     *
     * @param dryRun the guardrails
     * @param injected what the injected text is known by in a result; ground truth of the corpus, which no guardrail gets to see
     */
    public Evaluator(DryRun dryRun, Pattern injected) {
        this.dryRun = Objects.requireNonNull(dryRun, "dryRun");
        this.injected = Objects.requireNonNull(injected, "injected");
    }

    /** What the guardrails did to a run; empty where nobody says what it was. */
    public Optional<EvaluatedRun> evaluate(RecordedRun run) {
        return RunLabel.of(run.run().attributes()).map(label -> {
            int readAt = label.attacked() ? injectedAt(run) : -1;
            return new EvaluatedRun(run.run().id(), label, readAt != NEVER, stops(run, readAt));
        });
    }

    private List<DryRunDecision> stops(RecordedRun run, int readAt) {
        List<DryRunDecision> stops = new ArrayList<>();
        if (readAt == NEVER) {
            return stops;
        }
        Map<StepId, RecordedStep> steps = new HashMap<>();
        run.steps().forEach(step -> steps.put(step.id(), step));
        for (DryRunDecision decision : dryRun.dryRun(run).decisions()) {
            Action action = decision.verdict().action();
            if ((action == Action.BLOCK || action == Action.HOLD) && steps.get(decision.step()).decidedAt() > readAt) {
                stops.add(decision);
            }
        }
        return stops;
    }

    /** Place on the path at which a result first carried the injected text. */
    private int injectedAt(RecordedRun run) {
        int first = NEVER;
        for (RecordedStep step : run.steps()) {
            if (step.outcome() != null && step.outcome().result() != null && step.endedAt() >= 0 && step.endedAt() < first && carries(step.outcome().result())) {
                first = step.endedAt();
            }
        }
        return first;
    }

    private boolean carries(Object result) {
        return injected.matcher(result instanceof String text ? text : JsonText.write(result)).find();
    }
}
