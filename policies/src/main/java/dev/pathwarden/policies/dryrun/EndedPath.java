package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.engine.RecordedPath;
import dev.pathwarden.policies.target.PathFacts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The path behind a recorded step, with what came of the step.
 *
 * @param path what was known when it was decided
 * @param run its run
 * @param step the step
 */
record EndedPath(PathFacts path, Run run, RecordedStep step) implements RecordedPath {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public Object value(PathVariable variable) {
        return switch (variable) {
            case STEP_STATUS -> step.status().text();
            case STEP_ERROR -> step.outcome() == null ? null : step.outcome().error();
            case STEP_RESULT -> step.outcome() == null ? null : step.outcome().result();
            case STEP_RESULT_LABELS -> step.outcome() == null ? null : List.copyOf(step.outcome().labels());
            case STEP_DURATION_MILLIS -> step.outcome() == null || step.outcome().durationNanos() == null ? null : (Long) (step.outcome().durationNanos() / NANOS_PER_MILLI);
            case STEP_GUARDRAILS -> asking().map(Verdict::guardrail).distinct().toList();
            case STEP_VERDICT -> step.verdict().map(VerdictType::text).orElse(null);
            case STEP_ACTIONS -> asking().map(verdict -> verdict.action().text()).distinct().toList();
            case RUN_ID -> run.id().toString();
            case RUN_STATUS -> run.status().text();
            case RUN_START -> run.startNanos() == null ? null : Instant.ofEpochSecond(Math.floorDiv(run.startNanos(), NANOS_PER_SECOND), Math.floorMod(run.startNanos(), NANOS_PER_SECOND));
            case RUN_AGENT -> run.agent();
            case RUN_AGENT_NAME -> run.agentName();
            default -> throw new IllegalArgumentException(variable.text() + " is not of the record");
        };
    }

    private Stream<Verdict> asking() {
        List<Verdict> verdicts = step.decision() == null ? List.of() : step.decision().verdicts();
        return verdicts.stream().filter(verdict -> verdict.action() != Action.ALLOW);
    }

    @Override
    public SortedSet<String> labels() {
        return path.labels();
    }

    @Override
    public long steps() {
        return path.steps();
    }

    @Override
    public long count(Operation operation) {
        return path.count(operation);
    }

    @Override
    public Set<String> provenance(Step of) {
        return path.provenance(of);
    }
}
