package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says where a step began: the earlier steps whose words flowed into it, then those that caused it, likeliest first.
 *
 * <p>Works on recorded arguments and results alone, so also on runs from a source that recorded neither links nor labels; attributes of the run are never read. A cause is
 * evidence, not proof: a paraphrase leaves no words behind, and the list can be empty.
 */
public final class RootCause {

    private static final int MAX_CAUSES = 10;
    private static final int MAX_HOPS = 3;
    private static final int MAX_ANCESTORS = 64;
    private static final int MAX_TARGETS = 200;
    /** An order that names a target outweighs everything that only flowed. */
    private static final double PLAIN_ORDER = 10;

    private RootCause() {
    }

    /**
     * Causes of a step, likeliest first.
     *
     * @throws IllegalArgumentException if the run has no such step
     */
    public static List<Cause> of(RecordedRun run, StepId target) {
        PathWords words = new PathWords(run);
        RecordedStep step = words.step(target);
        if (step == null) {
            throw new IllegalArgumentException("run " + run.run().id() + " has no step " + target);
        }
        List<Cause> causes = new ArrayList<>();
        Set<StepId> named = new HashSet<>(Set.of(target));
        List<Evidence> direct = Tracing.of(words, step);
        direct.forEach(evidence -> add(causes, named, evidence));
        for (int i = 0; i < Math.min(MAX_HOPS, direct.size()); i++) {
            Tracing.of(words, direct.get(i).source().step()).stream().filter(Evidence::flowed).forEach(evidence -> add(causes, named, evidence));
        }
        addCausal(causes, named, words, step);
        return List.copyOf(causes);
    }

    private static void add(List<Cause> causes, Set<StepId> named, Evidence evidence) {
        if (causes.size() < MAX_CAUSES && named.add(evidence.source().step().id())) {
            causes.add(evidence.cause(causes.size() + 1));
        }
    }

    private static void addCausal(List<Cause> causes, Set<StepId> named, PathWords words, RecordedStep target) {
        RecordedStep step = target;
        for (int i = 0; step != null && i < MAX_ANCESTORS; i++) {
            for (Link link : step.step().links()) {
                if (link.kind().causal() && words.step(link.step()) != null) {
                    addCausal(causes, named, link.step());
                }
            }
            step = step.step().parent() == null ? null : words.step(step.step().parent());
            if (step != null) {
                addCausal(causes, named, step.id());
            }
        }
    }

    private static void addCausal(List<Cause> causes, Set<StepId> named, StepId step) {
        if (causes.size() < MAX_CAUSES && named.add(step)) {
            causes.add(new Cause(causes.size() + 1, step, Evidence.CAUSAL, List.of()));
        }
    }

    /**
     * The step to ask about where none was named: the last one that was stopped; else {@link #ordered}; else the last one that changed or sent something; else the last
     * tool call. Empty for a run without any.
     */
    public static Optional<StepId> target(RecordedRun run) {
        PathWords words = new PathWords(run);
        RecordedStep blocked = null;
        RecordedStep call = null;
        for (RecordedStep step : words.steps()) {
            blocked = step.status() == Status.BLOCKED ? step : blocked;
            call = step.operation() == Operation.TOOL_CALL || step.operation() == Operation.MCP_CALL ? step : call;
        }
        if (blocked != null) {
            return Optional.of(blocked.id());
        }
        List<RecordedStep> changing = changing(words);
        RecordedStep ordered = ordered(words, changing);
        RecordedStep found = ordered != null ? ordered : changing.isEmpty() ? call : changing.get(changing.size() - 1);
        return Optional.ofNullable(found).map(RecordedStep::id);
    }

    /**
     * The step that most clearly did what an earlier result asked for: it changed or sent something, and a sentence in the result asks for just that with a value that the user did
     * not name. Empty where no step did.
     */
    public static Optional<StepId> ordered(RecordedRun run) {
        PathWords words = new PathWords(run);
        return Optional.ofNullable(ordered(words, changing(words))).map(RecordedStep::id);
    }

    private static List<RecordedStep> changing(PathWords words) {
        List<RecordedStep> changing = new ArrayList<>();
        for (RecordedStep step : words.steps()) {
            if (Effect.of(step.step()) && !words.isModelTraffic(step)) {
                changing.add(step);
            }
        }
        return changing;
    }

    private static RecordedStep ordered(PathWords words, List<RecordedStep> changing) {
        RecordedStep heaviest = null;
        double weight = PLAIN_ORDER;
        for (RecordedStep step : changing.subList(Math.max(0, changing.size() - MAX_TARGETS), changing.size())) {
            for (Evidence evidence : Tracing.of(words, step)) {
                if (evidence.ordered() && evidence.flowed() && evidence.weight() >= weight) {
                    weight = evidence.weight();
                    heaviest = step;
                }
            }
        }
        return heaviest;
    }
}
