package dev.pathwarden.policies.lint;

import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Op;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A guardrail's condition with its named sub-conditions written out, so that two guardrails can be compared. */
final class Inlined {

    private final List<Expr> lets = new ArrayList<>();
    private final Expr when;

    Inlined(Guardrail guardrail) {
        guardrail.lets().forEach(let -> lets.add(inline(let.condition().expr())));
        when = inline(guardrail.when().expr());
    }

    Expr when() {
        return when;
    }

    /** A part of the guardrail's conditions, written out. */
    Expr of(Expr part) {
        return inline(part);
    }

    /** What must all be true for the condition to be true. */
    Set<Expr> conjuncts() {
        Set<Expr> found = new LinkedHashSet<>();
        collect(when, found);
        return found;
    }

    static void collect(Expr expr, Set<Expr> found) {
        if (expr instanceof Expr.Call call && call.op() == Op.AND) {
            call.operands().forEach(each -> collect(each, found));
        } else {
            found.add(expr);
        }
    }

    private Expr inline(Expr expr) {
        if (expr instanceof Expr.Let let) {
            return lets.get(let.index());
        }
        if (expr instanceof Expr.Select select) {
            return new Expr.Select(inline(select.operand()), select.key());
        }
        if (expr instanceof Expr.Has has) {
            return new Expr.Has(inline(has.operand()), has.key());
        }
        if (expr instanceof Expr.Call call) {
            return new Expr.Call(call.op(), all(call.operands()));
        }
        if (expr instanceof Expr.Matches matches) {
            return new Expr.Matches(inline(matches.text()), matches.pattern());
        }
        if (expr instanceof Expr.ListOf list) {
            return new Expr.ListOf(all(list.elements()));
        }
        if (expr instanceof Expr.MapOf map) {
            return new Expr.MapOf(all(map.keys()), all(map.values()));
        }
        if (expr instanceof Expr.Fold fold) {
            return new Expr.Fold(fold.element(), fold.result(), inline(fold.range()), inline(fold.start()), inline(fold.condition()), inline(fold.next()), inline(fold.end()));
        }
        return expr;
    }

    private List<Expr> all(List<Expr> exprs) {
        return exprs.stream().map(this::inline).toList();
    }
}
