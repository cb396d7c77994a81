package dev.pathwarden.policies.lint;

import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A guardrail's conditions with its named sub-conditions written out and the variables of its macros numbered by their depth, so that what says the same is the same. For one thread.
 *
 * <p>Sub-conditions that double each other's length are not written out for ever: past a bound a name stays a name, which still stands for one value within the guardrail.
 */
final class Inlined {

    private static final int MOST_NODES = 100_000;

    private final Guardrail guardrail;
    private final Expr when;
    private int nodes;
    private boolean whole = true;

    Inlined(Guardrail guardrail) {
        this.guardrail = guardrail;
        when = of(guardrail.when().expr());
    }

    Expr when() {
        return when;
    }

    /** Whether nothing of the condition was left as a name, so that it can be compared with another guardrail's. */
    boolean isWhole() {
        return whole;
    }

    /** A part of the guardrail's conditions, written out. */
    Expr of(Expr part) {
        return inline(part, Map.of());
    }

    /** @param slots the numbers that the variables around it have now */
    private Expr inline(Expr expr, Map<Integer, Integer> slots) {
        nodes++;
        if (expr instanceof Expr.Let let) {
            if (nodes > MOST_NODES) {
                whole = false;
                return expr;
            }
            return inline(guardrail.lets().get(let.index()).condition().expr(), slots);
        }
        if (expr instanceof Expr.Local local) {
            return new Expr.Local(slots.getOrDefault(local.slot(), local.slot()));
        }
        if (expr instanceof Expr.Select select) {
            return new Expr.Select(inline(select.operand(), slots), select.key());
        }
        if (expr instanceof Expr.Has has) {
            return new Expr.Has(inline(has.operand(), slots), has.key());
        }
        if (expr instanceof Expr.Call call) {
            return new Expr.Call(call.op(), all(call.operands(), slots));
        }
        if (expr instanceof Expr.Matches matches) {
            return new Expr.Matches(inline(matches.text(), slots), matches.pattern());
        }
        if (expr instanceof Expr.ListOf list) {
            return new Expr.ListOf(all(list.elements(), slots));
        }
        if (expr instanceof Expr.MapOf map) {
            return new Expr.MapOf(all(map.keys(), slots), all(map.values(), slots));
        }
        return expr instanceof Expr.Fold fold ? inline(fold, slots) : expr;
    }

    private Expr inline(Expr.Fold fold, Map<Integer, Integer> slots) {
        int element = slots.size();
        int result = element + 1;
        Map<Integer, Integer> inside = new HashMap<>(slots);
        inside.put(fold.element(), element);
        inside.put(fold.result(), result);
        return new Expr.Fold(element, result, inline(fold.range(), slots), inline(fold.start(), slots), inline(fold.condition(), inside), inline(fold.next(), inside), inline(fold.end(), inside));
    }

    private List<Expr> all(List<Expr> exprs, Map<Integer, Integer> slots) {
        return exprs.stream().map(expr -> inline(expr, slots)).toList();
    }
}
