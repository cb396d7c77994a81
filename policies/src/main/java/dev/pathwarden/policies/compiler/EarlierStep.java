package dev.pathwarden.policies.compiler;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.PathVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a condition on an earlier step stand alone: named sub-conditions written out, the slots of its folds counted from 0. Two guardrails that ask the same then say the same, and it is asked
 * once.
 */
final class EarlierStep {

    /** Most nodes of one condition. */
    private static final int MAX_NODES = 1_000;

    private final List<Expr> lets;
    private final int offset;
    private final Map<Integer, Integer> slots = new HashMap<>();
    private int nodes;

    private EarlierStep(List<Expr> lets, int offset) {
        this.lets = lets;
        this.offset = offset;
    }

    /**
     * The condition.
     *
     * @param lets the sub-conditions it can read
     * @param offset where it stands
     */
    static Expr condition(Expr expr, List<Expr> lets, int offset) throws Unsupported {
        return new EarlierStep(lets, offset).alone(expr, 0);
    }

    private Expr alone(Expr expr, int depth) throws Unsupported {
        if (++nodes > MAX_NODES || depth > Expr.MAX_DEPTH) {
            throw new Unsupported(offset, "This condition on an earlier step has more than " + MAX_NODES + " parts, or parts nested more than " + Expr.MAX_DEPTH + " deep, once its names are written out. Ask for less.");
        }
        PathVariable variable = expr instanceof Expr.VariableRead read ? read.variable() : expr instanceof Expr.VariableRecorded recorded ? recorded.variable() : null;
        if (expr instanceof Expr.Past || expr instanceof Expr.Count) {
            throw new Unsupported(offset, "A condition on an earlier step cannot ask for steps before that one. Say it with 'seq' or 'before'.");
        }
        if (variable != null && !Expr.Past.reads(variable)) {
            throw new Unsupported(offset, "A condition on an earlier step can read step, labels and agent.id of that step, not '" + variable.text() + "'.");
        }
        Field field = expr instanceof Expr.FieldRead read ? read.field() : expr instanceof Expr.FieldRecorded recorded ? recorded.field() : null;
        if (field != null && field.isTold()) {
            throw new Unsupported(offset, "A condition on an earlier step can read step, labels and agent.id of that step, not '" + field.read() + "'.");
        }
        if (expr instanceof Expr.Let let) {
            return alone(lets.get(let.index()), depth + 1);
        }
        int below = depth + 1;
        if (expr instanceof Expr.Local local) {
            return new Expr.Local(slot(local.slot()));
        }
        if (expr instanceof Expr.Select select) {
            return new Expr.Select(alone(select.operand(), below), select.key());
        }
        if (expr instanceof Expr.Has has) {
            return new Expr.Has(alone(has.operand(), below), has.key());
        }
        if (expr instanceof Expr.Call call) {
            return new Expr.Call(call.op(), all(call.operands(), below));
        }
        if (expr instanceof Expr.Matches matches) {
            return new Expr.Matches(alone(matches.text(), below), matches.pattern());
        }
        if (expr instanceof Expr.ListOf list) {
            return new Expr.ListOf(all(list.elements(), below));
        }
        if (expr instanceof Expr.MapOf map) {
            return new Expr.MapOf(all(map.keys(), below), all(map.values(), below));
        }
        if (expr instanceof Expr.Fold fold) {
            return new Expr.Fold(slot(fold.element()), slot(fold.result()), alone(fold.range(), below), alone(fold.start(), below), alone(fold.condition(), below), alone(fold.next(), below),
                    alone(fold.end(), below));
        }
        return expr;
    }

    private List<Expr> all(List<Expr> exprs, int depth) throws Unsupported {
        List<Expr> alone = new ArrayList<>(exprs.size());
        for (Expr each : exprs) {
            alone.add(alone(each, depth));
        }
        return alone;
    }

    private int slot(int slot) {
        Integer known = slots.putIfAbsent(slot, slots.size());
        return known == null ? slots.size() - 1 : known;
    }
}
