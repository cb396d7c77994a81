package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.trust.Fingerprints;
import dev.pathwarden.policies.trust.ModelTraffic;
import dev.pathwarden.policies.trust.UserWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of a run's path: what the user said, and what each step brought back. Made once per run, from arguments and results alone. */
final class PathWords {

    /** Most results that are read; of a longer run the earliest. */
    private static final int MAX_SOURCES = 5_000;

    /** Constant: nothing of the fingerprints leaves here. */
    private final Fingerprints fingerprints = new Fingerprints(0x776879L);
    private final Words user = new Words(fingerprints);
    private final ModelTraffic modelTraffic = new ModelTraffic();
    private final List<Source> sources = new ArrayList<>();
    private final Map<StepId, RecordedStep> steps = new LinkedHashMap<>();
    private final Map<StepId, Source> byStep = new HashMap<>();

    PathWords(RecordedRun run) {
        boolean anythingRead = false;
        List<RecordedStep> inOrder = new ArrayList<>(run.steps());
        inOrder.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        for (RecordedStep step : inOrder) {
            steps.put(step.id(), step);
            modelTraffic.add(step.step());
            UserWords.in(step.step(), anythingRead).forEach(user::add);
            anythingRead |= isSource(step) || UserWords.isAskedByOthers(step.step());
        }
        inOrder.removeIf(step -> !isSource(step));
        inOrder.sort(Comparator.comparingInt(RecordedStep::endedAt));
        for (RecordedStep step : inOrder.subList(0, Math.min(MAX_SOURCES, inOrder.size()))) {
            Source source = new Source(step);
            sources.add(source);
            byStep.put(step.id(), source);
        }
    }

    private boolean isSource(RecordedStep step) {
        boolean says = step.operation() == Operation.MODEL_CHAT || step.operation() == Operation.AGENT_INVOKE || step.operation() == Operation.OUTCOME;
        return !says && !modelTraffic.carries(step.id()) && step.outcome() != null && step.outcome().result() != null && step.endedAt() >= 0;
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }

    Words user() {
        return user;
    }

    /** The step of that id, null where the run has none. */
    RecordedStep step(StepId id) {
        return steps.get(id);
    }

    /** All steps in the order in which they were decided. */
    Iterable<RecordedStep> steps() {
        return steps.values();
    }

    /** Whether a step only carries a model call over the network. */
    boolean isModelTraffic(RecordedStep step) {
        return modelTraffic.carries(step.id());
    }

    /** What that step brought back, null where it brought nothing. */
    Source source(StepId id) {
        return byStep.get(id);
    }

    /** What was brought back before that step was decided, in the order in which it came. */
    List<Source> before(RecordedStep step) {
        int to = 0;
        while (to < sources.size() && sources.get(to).step().endedAt() < step.decidedAt()) {
            to++;
        }
        return sources.subList(0, to);
    }
}
