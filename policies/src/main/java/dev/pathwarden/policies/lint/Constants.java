package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.engine.PolicyEngine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What expressions come to that read nothing of a step. */
final class Constants {

    private static final int SLOTS = 1_000;
    /** Recorded on every step. */
    private static final Set<PathVariable> ALWAYS = EnumSet.of(PathVariable.STEP_OPERATION, PathVariable.STEP_NAME, PathVariable.STEP_ARGS, PathVariable.STEP_LABELS, PathVariable.RUN_STEPS);

    private Constants() {
    }

    /** True or false where the expression comes to that whatever the step; empty where it reads something, comes to something else, or fails. */
    static Optional<Boolean> of(Expr expr) {
        if (expr instanceof Expr.Literal literal) {
            return literal.value() instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
        }
        if (expr instanceof Expr.VariableRecorded recorded && ALWAYS.contains(recorded.variable())) {
            return Optional.of(true);
        }
        return readsNothing(expr) ? run(expr) : Optional.empty();
    }

    /** Whether the expression comes to something on every step of the guardrail's operations. False where that is not certain. */
    static boolean neverFails(Expr expr, Proof proof) {
        if (of(expr).isPresent() || expr instanceof Expr.Literal || expr instanceof Expr.FieldRecorded || expr instanceof Expr.VariableRecorded || expr instanceof Expr.Count
                || expr instanceof Expr.VariableRead read && ALWAYS.contains(read.variable())) {
            return true;
        }
        if (!(expr instanceof Expr.Call call)) {
            return false;
        }
        boolean all = call.operands().stream().allMatch(operand -> neverFails(operand, proof));
        return switch (call.op()) {
            case NOT, EQUAL, NOT_EQUAL -> all;
            case AND -> all || call.operands().stream().anyMatch(operand -> neverFails(operand, proof) && proof.never(operand, true));
            case OR -> all || call.operands().stream().anyMatch(operand -> neverFails(operand, proof) && proof.never(operand, false));
            default -> false;
        };
    }

    private static boolean readsNothing(Expr expr) {
        boolean made = expr instanceof Expr.Literal || expr instanceof Expr.Local || expr instanceof Expr.Call || expr instanceof Expr.ListOf || expr instanceof Expr.MapOf
                || expr instanceof Expr.Matches || expr instanceof Expr.Fold || expr instanceof Expr.Select || expr instanceof Expr.Has;
        return made && expr.children().stream().allMatch(Constants::readsNothing);
    }

    /** What the engine itself makes of it. */
    private static Optional<Boolean> run(Expr expr) {
        Condition condition = new Condition("", new Part.Clause(0, 0, expr, List.of()), SLOTS);
        Guardrail guardrail = new Guardrail("constant", "", "", "low", List.of(), Set.of(Operation.OUTCOME), List.of(), condition, Action.BLOCK, Mode.AUDIT, OnFault.ALLOW, Message.of(""));
        Step step = Step.of(new RunId(0, 1), new StepId(1), Operation.OUTCOME, "").build();
        Evaluation evaluation = new PolicyEngine(Bundle.of(List.of(guardrail)), null).evaluate(step, null);
        return evaluation.notEvaluated().isEmpty() ? Optional.of(!evaluation.verdicts().isEmpty()) : Optional.empty();
    }
}
