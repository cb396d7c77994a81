package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.dryrun.GuardrailOutcome.State;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Reasons;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One of two guardrail sets that are compared: its dry run, and what its guardrails came to on the steps that need explaining. */
final class ComparedSet {

    /** Stands for steps that no condition was looked at on. */
    private static final Reasons.Answer NONE = new Reasons.Answer(null, List.of());

    private final DryRun dryRun;
    private final Map<String, Guardrail> guardrails = new HashMap<>();
    private final Map<String, Reasons> reasons = new ConcurrentHashMap<>();

    ComparedSet(Bundle bundle, DryRunMode mode) {
        dryRun = new DryRun(bundle, mode);
        bundle.guardrails().forEach(guardrail -> guardrails.put(guardrail.id(), guardrail));
    }

    DryRun dryRun() {
        return dryRun;
    }

    /**
     * Goes through the run again and looks at the clauses of these guardrails on these steps.
     *
     * @param seen what was seen of the run; null where it is to be walked
     */
    Explained explain(RecordedRun run, SeenRun seen, Judgements judgements, Map<StepId, Set<String>> wanted) {
        Map<StepId, Map<String, Reasons.Answer>> answers = new HashMap<>();
        Onlooker onlooker = (engine, step, path, recall) -> {
            for (String id : wanted.getOrDefault(step.id(), Set.of())) {
                Guardrail guardrail = guardrails.get(id);
                if (guardrail != null && guardrail.operations().contains(step.operation())) {
                    answers.computeIfAbsent(step.id(), key -> new HashMap<>()).put(id, reasons.computeIfAbsent(id, key -> new Reasons(guardrail, recall)).on(step, path, recall));
                }
            }
        };
        if (seen == null) {
            dryRun.judge(run, onlooker);
        } else {
            dryRun.judge(seen, onlooker);
        }
        return new Explained(judgements, answers);
    }

    /** What the guardrails came to on the steps of a run. */
    final class Explained {

        private final Judgements judgements;
        private final Map<StepId, Map<String, Reasons.Answer>> answers;

        private Explained(Judgements judgements, Map<StepId, Map<String, Reasons.Answer>> answers) {
            this.judgements = judgements;
            this.answers = answers;
        }

        GuardrailOutcome outcome(RecordedStep step, String id) {
            Evaluation evaluation = judgements.evaluation(step.id());
            Reasons.Answer seen = answers.getOrDefault(step.id(), Map.of()).getOrDefault(id, NONE);
            String reason = evaluation == null ? DryRun.NOTHING_DECIDED : reason(evaluation, id);
            Verdict verdict = evaluation == null ? null : verdict(evaluation, id);
            if (verdict != null) {
                return new GuardrailOutcome(verdict.action() == Action.ALLOW ? State.EXCEPTED : reason == null ? State.MATCHED : State.NOT_EVALUATED, verdict.action(), verdict.mode(), reason == null || verdict.action() == Action.ALLOW ? verdict.message() : reason,
                        seen == NONE ? recorded(verdict) : seen.clauses());
            }
            Guardrail guardrail = guardrails.get(id);
            State state = guardrail == null ? State.ABSENT : !guardrail.operations().contains(step.operation()) ? State.OTHER_OPERATION
                    : reason != null ? State.NOT_EVALUATED : Boolean.TRUE.equals(seen.truth()) ? State.MATCHED : State.NOT_MATCHED;
            return new GuardrailOutcome(state, Action.ALLOW, null, state == State.NOT_EVALUATED ? reason : "", seen.clauses());
        }

        /** The clauses that stand with a verdict, which is all there is where it is repeated from the record. */
        private static List<Reasons.Clause> recorded(Verdict verdict) {
            return verdict.clauses().stream().map(clause -> new Reasons.Clause("", clause.text(), clause.from(), clause.value(), List.of(), true)).toList();
        }

        private static Verdict verdict(Evaluation evaluation, String id) {
            return evaluation.verdicts().stream().filter(verdict -> verdict.guardrail().equals(id)).findFirst().orElse(null);
        }

        private static String reason(Evaluation evaluation, String id) {
            return evaluation.notEvaluated().stream().filter(skip -> skip.guardrail().equals(id)).map(Decision.NotEvaluated::reason).findFirst().orElse(null);
        }
    }
}
