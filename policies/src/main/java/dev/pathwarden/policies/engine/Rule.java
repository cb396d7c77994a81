package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** A guardrail ready to run. */
final class Rule {

    private final Guardrail guardrail;
    private final Closure condition;
    private final Closure[] lets;
    private final Exemption[] exceptions;
    private final int slots;
    private final Monitors monitors;
    // Made for the first verdict, because most guardrails never come to one. Two threads may both make it; either will do.
    private volatile Explanation explanation;

    /**
     * A guardrail.
     *
     * @param monitors those that its operators over earlier steps are among
     */
    Rule(Guardrail guardrail, Monitors monitors) {
        this.guardrail = guardrail;
        this.monitors = monitors;
        this.condition = Closures.of(guardrail.when().expr(), monitors);
        this.lets = guardrail.lets().stream().map(let -> Closures.of(let.condition().expr(), monitors)).toArray(Closure[]::new);
        this.exceptions = guardrail.exceptions().stream().map(except -> new Exemption(except, monitors)).toArray(Exemption[]::new);
        this.slots = Stream.concat(Stream.concat(Stream.of(guardrail.when()), guardrail.lets().stream().map(Guardrail.Let::condition)), guardrail.exceptions().stream().map(Guardrail.Except::condition))
                .mapToInt(Condition::slots).max().orElse(0);
    }

    Guardrail guardrail() {
        return guardrail;
    }

    int slots() {
        return slots;
    }

    /** {@link Boolean#TRUE}, {@link Boolean#FALSE} or a {@link Fault}; none of these where the stack comes to its end, which the caller left too little of. */
    Object evaluate(Frame frame) {
        try {
            frame.begin(lets);
            Object value = condition.value(frame);
            return value instanceof Boolean truth ? Boolean.valueOf(truth)
                    : value instanceof Fault ? value : Fault.of("the condition came to a " + ValueText.type(value), "compare it, so that it comes to true or false");
        } catch (UnknownPathException unknown) {
            return Fault.unknown(unknown);
        } catch (RuntimeException fault) {
            return Fault.ofOurs("evaluating it", fault);
        }
    }

    /**
     * The verdict of allow on a step that one of the exceptions is for; null where none is. An exception that cannot be evaluated is for no step. Must follow {@link #evaluate} on the same frame.
     *
     * @param mode that of the verdict that is not given
     */
    Verdict excepted(Frame frame, Mode mode) {
        for (Exemption exception : exceptions) {
            if (exception.holds(frame)) {
                return new Verdict(guardrail.id(), guardrail.version(), Action.ALLOW, mode, exception.message(), explained(frame));
            }
        }
        return null;
    }

    private List<Verdict.Clause> explained(Frame frame) {
        try {
            return explanation().clauses(frame);
        } catch (RuntimeException | StackOverflowError fault) {
            return List.of();
        }
    }

    /**
     * The verdict on a step on which it could not be evaluated.
     *
     * @param degree how far it is rolled out; null where it is not being rolled out
     */
    Verdict verdict(Frame frame, Fault fault, Degree degree, Mode mode) {
        return new Verdict(guardrail.id(), guardrail.version(), degree == null ? Action.BLOCK : degree.action(Action.BLOCK), mode,
                "Could not be evaluated, and onFault says deny: " + fault.sentence() + "." + stage(frame), List.of());
    }

    private String stage(Frame frame) {
        return guardrail.stage() == null ? "" : guardrail.stage().told(frame.step);
    }

    /**
     * The verdict on a step for which the condition is true. Must follow {@link #evaluate} on the same frame.
     *
     * @param degree how far it is rolled out; null where it is not being rolled out
     */
    Verdict verdict(Frame frame, Degree degree, Mode mode) {
        String message;
        List<Verdict.Clause> clauses;
        try {
            Explanation why = explanation();
            message = why.message(frame);
            clauses = why.clauses(frame);
        } catch (RuntimeException | StackOverflowError fault) {
            // The verdict stands without its explanation.
            message = guardrail.title();
            clauses = List.of();
        }
        return new Verdict(guardrail.id(), guardrail.version(), degree == null ? guardrail.action() : degree.action(guardrail.action()), mode, message + stage(frame), clauses);
    }

    private Explanation explanation() {
        Explanation why = explanation;
        if (why == null) {
            why = new Explanation(guardrail, monitors);
            explanation = why;
        }
        return why;
    }
}
