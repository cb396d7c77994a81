package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.target.PathFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why the condition of a guardrail came to true, to false or to nothing on a step, clause by clause. For comparing and for people: it evaluates every clause, which a decision does not.
 *
 * <p>Immutable; threads can share it.
 */
public final class Reasons {

    private final Guardrail guardrail;
    private final Monitors monitors;
    private final Rule rule;
    private final Map<Expr, Closure> closures = new IdentityHashMap<>();

    /**
     * Prepares the clauses of a guardrail.
     *
     * @param recall of an engine whose bundle has this guardrail
     */
    public Reasons(Guardrail guardrail, Recall recall) {
        this.guardrail = guardrail;
        monitors = recall.monitors();
        rule = new Rule(guardrail, monitors);
        prepare(guardrail.when());
        guardrail.lets().forEach(let -> prepare(let.condition()));
        guardrail.exceptions().forEach(except -> prepare(except.condition()));
    }

    /**
     * A clause and what it came to.
     *
     * @param let name of the sub-condition it stands in, or "exception" and the name of an exception; empty for the condition itself
     * @param text its source text
     * @param from offset of its first character in the text of its condition
     * @param value what it came to, as text; in brackets where something was missing or failed
     * @param reads the values it read, in source order
     * @param decided whether what the guardrail came to hangs on it
     */
    public record Clause(String let, String text, int from, String value, List<Read> reads, boolean decided) {
        public Clause {
            reads = List.copyOf(reads);
        }

        /** Whether the other is the same text in the same sub-condition and came to the same. */
        public boolean saysTheSameAs(Clause other) {
            return let.equals(other.let) && text.equals(other.text) && value.equals(other.value);
        }
    }

    /**
     * A value that a clause read.
     *
     * @param text what was read, as it stands in the clause
     * @param value the value as text, cut at 200 characters
     */
    public record Read(String text, String value) {
    }

    private void prepare(Condition condition) {
        for (Part.Clause clause : condition.clauses()) {
            closures.computeIfAbsent(clause.expr(), expr -> Closures.of(expr, monitors));
            clause.reads().forEach(read -> closures.computeIfAbsent(read.expr(), expr -> Closures.of(expr, monitors)));
        }
    }

    /**
     * What a condition came to.
     *
     * @param truth true or false; null for neither
     * @param clauses every clause: those of the condition first, then those of its sub-conditions and of its exceptions in their order
     */
    public record Answer(Boolean truth, List<Clause> clauses) {
        public Answer {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * What the condition comes to on this step.
     *
     * @param recall of an engine of the same bundle and of the step's run; the step has not joined
     */
    public Answer on(Step step, PathFacts path, Recall recall) {
        Frame frame = new Frame(step, path, recall, rule.slots(), guardrail.lets().size());
        Object whole = rule.evaluate(frame);
        Set<Part.Clause> decided = Collections.newSetFromMap(new IdentityHashMap<>());
        mark(guardrail.when().root(), frame, decided);
        if (Boolean.TRUE.equals(whole)) {
            // Then the exceptions have the last word.
            guardrail.exceptions().forEach(except -> mark(except.condition().root(), frame, decided));
        }
        List<Clause> clauses = new ArrayList<>();
        add("", guardrail.when(), frame, decided, clauses);
        guardrail.lets().forEach(let -> add(let.name(), let.condition(), frame, decided, clauses));
        guardrail.exceptions().forEach(except -> add(except.title(), except.condition(), frame, decided, clauses));
        return new Answer(whole instanceof Boolean truth ? truth : null, clauses);
    }

    private void add(String let, Condition condition, Frame frame, Set<Part.Clause> decided, List<Clause> clauses) {
        for (Part.Clause clause : condition.clauses()) {
            List<Read> reads = new ArrayList<>();
            for (Part.Read read : clause.reads()) {
                reads.add(new Read(condition.text().substring(read.from(), read.to()), told(read.expr(), frame)));
            }
            clauses.add(new Clause(let, condition.text().substring(clause.from(), clause.to()), clause.from(), told(clause.expr(), frame), reads, decided.contains(clause)));
        }
    }

    /** Notes the clauses that what a part came to hangs on: all of it where all had to agree, and otherwise those that came to the same as the whole. */
    private void mark(Part part, Frame frame, Set<Part.Clause> decided) {
        if (part instanceof Part.Clause clause) {
            if (decided.add(clause)) {
                clause.reads().stream().filter(read -> read.expr() instanceof Expr.Let)
                        .forEach(read -> mark(guardrail.lets().get(((Expr.Let) read.expr()).index()).condition().root(), frame, decided));
            }
            return;
        }
        Object whole = kind(value(part, frame));
        (part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts()).stream().filter(each -> whole.equals(kind(value(each, frame)))).forEach(each -> mark(each, frame, decided));
    }

    /** What a part came to, as logic absorbs faults. */
    private Object value(Part part, Frame frame) {
        if (part instanceof Part.Clause clause) {
            return value(clause.expr(), frame);
        }
        Boolean deciding = part instanceof Part.Any;
        Object undecided = !deciding;
        for (Part each : part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts()) {
            Object value = value(each, frame);
            if (deciding.equals(value)) {
                return deciding;
            }
            undecided = value instanceof Boolean || !(undecided instanceof Boolean) ? undecided : value;
        }
        return undecided;
    }

    /** True, false, or that there is neither. */
    private static Object kind(Object value) {
        return value instanceof Boolean ? value : Fault.class;
    }

    private Object value(Expr expr, Frame frame) {
        return closures.get(expr).value(frame);
    }

    /** What is told of an expression: its value, and of an operator over earlier steps which of them made it so. */
    private String told(Expr expr, Frame frame) {
        Object value = value(expr, frame);
        return value instanceof Fault fault ? "(" + fault.reason() + ")" : ValueText.of(value) + (expr instanceof Expr.Past past ? monitors.witness(past, frame) : "");
    }
}
