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
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.engine.PolicyEngine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a condition comes to the same on every step. Decided where constants, the operations of the guardrail or two values wanted of
 * one field decide it; empty otherwise, which does not mean that it can change.
 */
final class Constancy {

    private static final int SLOTS = 1_000;

    private final Set<Operation> operations;

    Constancy(Set<Operation> operations) {
        this.operations = operations;
    }

    Optional<Boolean> of(Expr expr) {
        if (expr instanceof Expr.Literal literal) {
            return literal.value() instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
        }
        if (expr instanceof Expr.Call call) {
            Optional<Boolean> known = switch (call.op()) {
                case AND -> conjunction(call);
                case OR -> disjunction(call);
                case NOT -> of(call.operands().get(0)).map(truth -> !truth);
                case EQUAL -> operation(call);
                case NOT_EQUAL -> operation(call).map(truth -> !truth);
                default -> Optional.empty();
            };
            if (known.isPresent()) {
                return known;
            }
        }
        return reads(expr) ? Optional.empty() : run(expr);
    }

    private Optional<Boolean> conjunction(Expr.Call call) {
        Set<Expr> parts = new HashSet<>();
        Inlined.collect(call, parts);
        Map<Expr, Object> wanted = new HashMap<>();
        boolean allTrue = true;
        for (Expr part : parts) {
            Optional<Boolean> known = of(part);
            if (known.isPresent() && !known.get() || contradicts(part, wanted)) {
                return Optional.of(false);
            }
            allTrue &= known.isPresent();
        }
        return allTrue ? Optional.of(true) : Optional.empty();
    }

    /** Whether a part wants another constant of what an earlier part compares. */
    private static boolean contradicts(Expr part, Map<Expr, Object> wanted) {
        if (!(part instanceof Expr.Call call) || call.op() != Op.EQUAL) {
            return false;
        }
        Expr left = call.operands().get(0);
        Expr right = call.operands().get(1);
        Expr value = left instanceof Expr.Literal ? right : left;
        Expr constant = left instanceof Expr.Literal ? left : right;
        if (!(constant instanceof Expr.Literal literal) || !(literal.value() instanceof String)) {
            return false;
        }
        Object earlier = wanted.putIfAbsent(value, literal.value());
        return earlier != null && !earlier.equals(literal.value());
    }

    private Optional<Boolean> disjunction(Expr.Call call) {
        Optional<Boolean> left = of(call.operands().get(0));
        Optional<Boolean> right = of(call.operands().get(1));
        if (left.orElse(false) || right.orElse(false)) {
            return Optional.of(true);
        }
        return left.isPresent() && right.isPresent() ? Optional.of(false) : Optional.empty();
    }

    private Optional<Boolean> operation(Expr.Call call) {
        Expr variable = new Expr.VariableRead(PathVariable.STEP_OPERATION);
        Expr other = call.operands().get(0).equals(variable) ? call.operands().get(1) : call.operands().get(1).equals(variable) ? call.operands().get(0) : null;
        if (!(other instanceof Expr.Literal literal)) {
            return Optional.empty();
        }
        boolean possible = operations.stream().anyMatch(operation -> operation.text().equals(literal.value()));
        return !possible ? Optional.of(false) : operations.size() == 1 ? Optional.of(true) : Optional.empty();
    }

    private static boolean reads(Expr expr) {
        return expr instanceof Expr.FieldRead || expr instanceof Expr.FieldRecorded || expr instanceof Expr.VariableRead || expr instanceof Expr.VariableRecorded
                || expr instanceof Expr.Count || expr instanceof Expr.Past || expr.children().stream().anyMatch(Constancy::reads);
    }

    /** What the engine itself makes of an expression that reads nothing. */
    private static Optional<Boolean> run(Expr expr) {
        Condition condition = new Condition("", new Part.Clause(0, 0, expr, List.of()), SLOTS);
        Guardrail guardrail = new Guardrail("constant", "", "", "low", List.of(), Set.of(Operation.OUTCOME), List.of(), condition, Action.BLOCK, Mode.AUDIT, OnFault.ALLOW, Message.of(""));
        Step step = Step.of(new RunId(0, 1), new StepId(1), Operation.OUTCOME, "").build();
        Evaluation evaluation = new PolicyEngine(Bundle.of(List.of(guardrail)), null).evaluate(step, null);
        return evaluation.notEvaluated().isEmpty() ? Optional.of(!evaluation.verdicts().isEmpty()) : Optional.empty();
    }
}
