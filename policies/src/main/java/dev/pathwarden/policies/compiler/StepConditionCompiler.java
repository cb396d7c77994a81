package dev.pathwarden.policies.compiler;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Compiles conditions on recorded steps: in the language of guardrails, which here can read what came of a step besides. */
public final class StepConditionCompiler {

    /** Id of the one guardrail in the bundle. */
    public static final String CONDITION = "condition";

    private StepConditionCompiler() {
    }

    /**
     * A compiled condition.
     *
     * @param bundle one guardrail on every operation, which alerts where the condition is true; empty where something is wrong
     * @param problems what is wrong, with lines and columns of the condition
     */
    public record Compiled(Bundle bundle, List<Problem> problems) {
        public Compiled {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Compiles a condition. Takes any text; throws nothing. The first compilation in a JVM takes about a second.
     *
     * @param source what problems name as the place of the text
     */
    public static Compiled compile(String source, String text) {
        List<Problem> problems = new ArrayList<>();
        ListReads noLists = new ListReads(new GuardrailSource(source, text), new HashMap<>());
        Optional<Condition> when = new ConditionCompiler(new CelEnvironment(true), source, noLists, problems).when(LocatedText.of(text));
        List<Guardrail> guardrails = when.stream().map(condition -> new Guardrail(CONDITION, "", text, "low", List.of(), EnumSet.allOf(Operation.class), List.of(), condition, Action.ALERT, Mode.AUDIT, OnFault.ALLOW,
                Message.of(CONDITION))).toList();
        if (guardrails.stream().anyMatch(guardrail -> guardrail.operators().size() > Expr.Past.MOST_OF_A_GUARDRAIL)) {
            problems.add(new Problem(Problem.Severity.ERROR, source, 1, 1, "A condition has at most " + Expr.Past.MOST_OF_A_GUARDRAIL + " operators over earlier steps. Ask for less at a time."));
            return new Compiled(Bundle.of(List.of()), problems);
        }
        return new Compiled(Bundle.of(guardrails), problems);
    }
}
