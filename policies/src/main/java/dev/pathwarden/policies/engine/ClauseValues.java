package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.target.PathFacts;
import java.util.ArrayList;
import java.util.List;

/** What each clause of a guardrail came to on a step, those included that the verdict did not hang on; clauses that are only asked of earlier steps are none. For tests and for people. */
public final class ClauseValues {

    private final Guardrail guardrail;
    private final Rule rule;
    private final Monitors monitors;
    private final List<Sample> clauses = new ArrayList<>();
    private final List<Closure> closures = new ArrayList<>();

    /** Prepares the clauses of a guardrail. */
    public ClauseValues(Guardrail guardrail) {
        this.guardrail = guardrail;
        monitors = Monitors.of(List.of(guardrail));
        this.rule = new Rule(guardrail, monitors);
        guardrail.letsAsked().forEach(let -> add(let.name(), let.condition()));
        add("", guardrail.when());
        guardrail.exceptions().forEach(except -> add(except.title(), except.condition()));
    }

    /**
     * A clause and what it came to.
     *
     * @param let name of the sub-condition it belongs to, or "exception" and the name of an exception; empty for the condition itself
     * @param text its source text
     * @param from offset of its first character in the text of its condition
     * @param value what it came to, as text; null where it could not be told
     */
    public record Sample(String let, String text, int from, String value) {
    }

    private void add(String let, Condition condition) {
        for (Part.Clause clause : condition.clauses()) {
            clauses.add(new Sample(let, condition.text().substring(clause.from(), clause.to()), clause.from(), null));
            closures.add(Closures.of(clause.expr(), monitors));
        }
    }

    /**
     * The clauses, sub-conditions first and exceptions last, with what each came to on this step.
     *
     * @param recall of an engine that has this guardrail and no other
     */
    public List<Sample> on(Step step, PathFacts path, Recall recall) {
        Frame frame = new Frame(step, path, recall, rule.slots(), guardrail.lets().size());
        rule.evaluate(frame);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < closures.size(); i++) {
            Sample clause = clauses.get(i);
            Object value = closures.get(i).value(frame);
            samples.add(new Sample(clause.let(), clause.text(), clause.from(), value instanceof Fault ? null : ValueText.of(value)));
        }
        return samples;
    }
}
