package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says why a condition was true: each clause that made it so, followed by the values that the clause read, and then what each exception came to.
 *
 * <p>An operator over earlier steps is told with those steps that made it what it is, as far as it knows them. A clause inside a named sub-condition is told as {@code name = clause}, at the place where the condition uses the name.
 */
final class Explanation {

    /** Most clauses and values that are told. */
    private static final int MAX_CLAUSES = 40;

    private final Guardrail guardrail;
    private final Monitors monitors;
    private final Map<Expr, Closure> closures = new IdentityHashMap<>();
    private final Map<Guardrail.Except, Exemption> exceptions = new LinkedHashMap<>();

    Explanation(Guardrail guardrail, Monitors monitors) {
        this.guardrail = guardrail;
        this.monitors = monitors;
        prepare(guardrail.when().root());
        guardrail.lets().forEach(let -> prepare(let.condition().root()));
        guardrail.exceptions().forEach(except -> {
            prepare(except.condition().root());
            exceptions.put(except, new Exemption(except, monitors));
        });
        guardrail.message().pieces().stream().filter(piece -> piece.expr() != null).forEach(piece -> prepare(piece.expr()));
    }

    String message(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (Message.Piece piece : guardrail.message().pieces()) {
            text.append(piece.expr() == null ? piece.text() : text(value(piece.expr(), frame)));
        }
        return text.toString();
    }

    List<Verdict.Clause> clauses(Frame frame) {
        Set<Verdict.Clause> told = new LinkedHashSet<>();
        tell(guardrail.when().root(), new Place(guardrail.when().text(), "", -1, -1), frame, told);
        List<Verdict.Clause> clauses = new ArrayList<>(new ArrayList<>(told).subList(0, Math.min(told.size(), MAX_CLAUSES)));
        exceptions.forEach((except, ready) -> tell(except, ready, frame, clauses));
        return clauses;
    }

    /** An exception, at no place of the condition; of one that holds also what made it so. */
    private void tell(Guardrail.Except except, Exemption ready, Frame frame, List<Verdict.Clause> clauses) {
        String text = except.condition().text();
        clauses.add(new Verdict.Clause(except.title() + " = " + text, 0, 0, ready.told(frame)));
        if (ready.holds(frame)) {
            Set<Verdict.Clause> why = new LinkedHashSet<>();
            tell(except.condition().root(), new Place(text, except.title() + " = ", 0, 0), frame, why);
            why.stream().limit(MAX_CLAUSES).filter(clause -> !clauses.contains(clause)).forEach(clauses::add);
        }
    }

    private void tell(Part part, Place place, Frame frame, Set<Verdict.Clause> told) {
        if (part instanceof Part.All all) {
            all.parts().forEach(each -> tell(each, place, frame, told));
        } else if (part instanceof Part.Any any) {
            any.parts().stream().filter(each -> isTrue(each, frame)).forEach(each -> tell(each, place, frame, told));
        } else {
            tellClause((Part.Clause) part, place, frame, told);
        }
    }

    private void tellClause(Part.Clause clause, Place place, Frame frame, Set<Verdict.Clause> told) {
        told.add(place.clause(clause.from(), clause.to(), told(clause.expr(), frame)));
        for (Part.Read read : clause.reads()) {
            Object value = value(read.expr(), frame);
            if (read.expr() instanceof Expr.Let let) {
                Guardrail.Let named = guardrail.lets().get(let.index());
                Place inside = place.inside(named, read);
                if (Boolean.TRUE.equals(value)) {
                    tell(named.condition().root(), inside, frame, told);
                } else {
                    told.add(place.clause(read.from(), read.to(), text(value)));
                    named.condition().clauses().stream().flatMap(each -> each.reads().stream())
                            .forEach(each -> told.add(inside.clause(each.from(), each.to(), told(each.expr(), frame))));
                }
            } else {
                told.add(place.clause(read.from(), read.to(), told(read.expr(), frame)));
            }
        }
    }

    private boolean isTrue(Part part, Frame frame) {
        if (part instanceof Part.All all) {
            return all.parts().stream().allMatch(each -> isTrue(each, frame));
        }
        if (part instanceof Part.Any any) {
            return any.parts().stream().anyMatch(each -> isTrue(each, frame));
        }
        return Boolean.TRUE.equals(value(((Part.Clause) part).expr(), frame));
    }

    private Object value(Expr expr, Frame frame) {
        return closures.get(expr).value(frame);
    }

    /** What is told of an expression: its value, and of an operator over earlier steps which of them made it so. */
    private String told(Expr expr, Frame frame) {
        Object value = value(expr, frame);
        return expr instanceof Expr.Past past && !(value instanceof Fault) ? text(value) + monitors.witness(past, frame) : text(value);
    }

    private static String text(Object value) {
        return value instanceof Fault fault ? "(" + fault.reason() + ")" : ValueText.of(value);
    }

    private void prepare(Part part) {
        if (part instanceof Part.Clause clause) {
            prepare(clause.expr());
            clause.reads().forEach(read -> prepare(read.expr()));
        } else {
            (part instanceof Part.All all ? all.parts() : ((Part.Any) part).parts()).forEach(this::prepare);
        }
    }

    private void prepare(Expr expr) {
        closures.computeIfAbsent(expr, unknown -> Closures.of(unknown, monitors));
    }

    /** Where a clause is told: in the condition itself, or at the place where the condition uses a named sub-condition. */
    private record Place(String source, String prefix, int from, int to) {

        Place inside(Guardrail.Let let, Part.Read use) {
            return new Place(let.condition().text(), prefix + let.name() + " = ", from < 0 ? use.from() : from, from < 0 ? use.to() : to);
        }

        Verdict.Clause clause(int start, int end, String value) {
            return new Verdict.Clause(prefix + source.substring(start, end), from < 0 ? start : from, from < 0 ? end : to, value);
        }
    }
}
