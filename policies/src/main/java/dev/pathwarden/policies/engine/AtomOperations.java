package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The operations for whose steps a condition on an earlier step can be true, so that it is asked on no other. Decided by what the condition says of {@code step.operation} and by the
 * operations that the fields it reads belong to; names one too many rather than one too few.
 */
public final class AtomOperations {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int FAULT = 4;
    private static final int OTHER = 8;
    private static final int ANY = TRUE | FALSE | FAULT | OTHER;

    private final Operation operation;

    private AtomOperations(Operation operation) {
        this.operation = operation;
    }

    /** The operations, in their own order. */
    public static Set<Operation> of(Expr atom) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (Operation operation : Operation.values()) {
            if ((new AtomOperations(operation).outcomes(atom) & TRUE) != 0) {
                operations.add(operation);
            }
        }
        return Collections.unmodifiableSet(operations);
    }

    /** What must all be true for a condition to be true on a step of that operation, without what always is. A condition that comes to something else than true or false, or to a fault, is not true. */
    static List<Expr> conjuncts(Expr atom, Operation operation) {
        List<Expr> found = new ArrayList<>();
        new AtomOperations(operation).collect(atom, found);
        return found;
    }

    private void collect(Expr expr, List<Expr> found) {
        if (expr instanceof Expr.Call call && call.op() == Op.AND) {
            call.operands().forEach(each -> collect(each, found));
        } else if (outcomes(expr) != TRUE) {
            found.add(expr);
        }
    }

    /** What it can come to on a step of the operation, as bits. */
    private int outcomes(Expr expr) {
        if (expr instanceof Expr.FieldRead read) {
            return read.field().appliesTo(operation) ? ANY : FAULT;
        }
        if (expr instanceof Expr.FieldRecorded recorded) {
            return recorded.field().appliesTo(operation) ? TRUE | FALSE : FALSE;
        }
        if (isConstant(expr)) {
            return outcome(Closures.of(expr, Monitors.NONE).value(new Frame(step(), null, Recall.OF_NOTHING, 0, 0)));
        }
        if (expr instanceof Expr.Fold fold) {
            return outcomes(fold.range()) == FAULT ? FAULT : ANY;
        }
        if (expr instanceof Expr.Call call && (call.op() == Op.AND || call.op() == Op.OR || call.op() == Op.NOT || call.op() == Op.CONDITIONAL || call.op() == Op.NOT_STRICTLY_FALSE)) {
            return logic(call);
        }
        return expr.children().stream().anyMatch(child -> outcomes(child) == FAULT) ? FAULT : ANY;
    }

    private int logic(Expr.Call call) {
        int first = outcomes(call.operands().get(0));
        int faulty = first & (FAULT | OTHER);
        return switch (call.op()) {
            case NOT -> (first & TRUE) << 1 | (first & FALSE) >> 1 | (faulty == 0 ? 0 : FAULT);
            case CONDITIONAL -> ((first & TRUE) == 0 ? 0 : outcomes(call.operands().get(1))) | ((first & FALSE) == 0 ? 0 : outcomes(call.operands().get(2))) | (faulty == 0 ? 0 : FAULT);
            case NOT_STRICTLY_FALSE -> TRUE | FALSE;
            default -> {
                int second = outcomes(call.operands().get(1));
                int one = call.op() == Op.AND ? FALSE : TRUE;
                yield (first | second) & one | first & second & (TRUE | FALSE) & ~one | (((first | second) & (FAULT | OTHER)) == 0 ? 0 : FAULT);
            }
        };
    }

    private static int outcome(Object value) {
        return value instanceof Boolean truth ? truth ? TRUE : FALSE : value instanceof Fault ? FAULT : OTHER;
    }

    /** Whether it reads nothing but the operation, and goes through no list. */
    private static boolean isConstant(Expr expr) {
        boolean reads = expr instanceof Expr.FieldRead || expr instanceof Expr.FieldRecorded || expr instanceof Expr.Local || expr instanceof Expr.Fold || expr instanceof Expr.VariableRecorded
                || expr instanceof Expr.VariableRead read && read.variable() != PathVariable.STEP_OPERATION
                || expr instanceof Expr.Let || expr instanceof Expr.Count || expr instanceof Expr.Past || expr instanceof Expr.Call call && call.op() == Op.APPEND;
        return !reads && expr.children().stream().allMatch(AtomOperations::isConstant);
    }

    private Step step() {
        return Step.of(new RunId(0, 1), new StepId(1), operation, "").build();
    }
}
