package dev.pathwarden.workbench.filter;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.search.ConditionText;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a step shows of itself, as conditions that it meets itself. */
public final class StepTerms {

    private static final Texts TEXTS = Texts.of(StepTerms.class);
    private static final int LONGEST = 200;
    private static final int MOST = 40;

    private StepTerms() {
    }

    /** Conditions by what they are called, for people; the first few where there are many. */
    public static Map<String, FilterTerm> of(RecordedStep step) {
        Map<String, FilterTerm> terms = new LinkedHashMap<>();
        terms.put(TEXTS.get("term.operation", step.operation().text()), FilterTerm.equal("step.operation", step.operation().text()));
        terms.put(TEXTS.get("term.name", step.step().name()), FilterTerm.equal("step.name", step.step().name()));
        terms.put(TEXTS.get("term.status", Wording.of(step.status())), FilterTerm.equal("step.status", step.status().text()));
        if (step.step().agent() != null) {
            terms.put(TEXTS.get("term.agent.id", Wording.line(step.step().agent(), 24)), FilterTerm.equal("agent.id", step.step().agent()));
        }
        for (Verdict verdict : step.decision() == null ? List.<Verdict>of() : step.decision().verdicts()) {
            if (verdict.action() != Action.ALLOW) {
                terms.put(TEXTS.get("term.guardrail", verdict.guardrail()), FilterTerm.has("step.guardrails", verdict.guardrail()));
                terms.put(TEXTS.get("term.action", Wording.of(verdict.action())), FilterTerm.has("step.actions", verdict.action().text()));
            }
        }
        step.step().labels().forEach(label -> terms.put(TEXTS.get("term.label.in", label), FilterTerm.has("step.labels", label)));
        step.ended().ifPresent(outcome -> outcome.labels().forEach(label -> terms.put(TEXTS.get("term.label.out", label), FilterTerm.has("step.resultLabels", label))));
        step.step().arguments().forEach((name, value) -> argument(terms, name, value));
        facts(terms, step.step().facts());
        step.ended().ifPresent(outcome -> facts(terms, outcome.facts()));
        Map<String, FilterTerm> first = new LinkedHashMap<>();
        terms.entrySet().stream().limit(MOST).forEach(term -> first.put(term.getKey(), term.getValue()));
        return first;
    }

    private static void argument(Map<String, FilterTerm> terms, String name, Object value) {
        if (isShort(value)) {
            terms.put(TEXTS.get("term.argument", name, value), FilterTerm.equal(ConditionText.argument(name), value));
        }
    }

    private static void facts(Map<String, FilterTerm> terms, Facts facts) {
        facts.forEach((field, value) -> {
            if (!field.isKept() && value instanceof List<?> list) {
                list.stream().filter(String.class::isInstance).filter(StepTerms::isShort)
                        .forEach(text -> terms.put(TEXTS.get("term.fact", field.read(), text), FilterTerm.has(field.read(), (String) text)));
            } else if (!field.isKept() && isShort(value)) {
                terms.put(TEXTS.get("term.fact", field.read(), value), FilterTerm.equal(field.read(), value));
            }
        });
    }

    private static boolean isShort(Object value) {
        return value instanceof String text ? text.length() <= LONGEST : value instanceof Boolean || value instanceof Long || value instanceof Integer;
    }
}
