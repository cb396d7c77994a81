package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.PathVariable;
import java.util.List;
import java.util.Optional;

/**
 * What a condition can come to on steps of an operation that do not carry a field: true, false, or nothing, since it hangs on the field. All else that it reads is taken to be there. Immutable.
 *
 * @param operation of the steps
 * @param absent the field
 */
record Outcomes(Operation operation, Field absent) {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int NOTHING = 4;

    /** Whether the condition can hang on the field. */
    boolean canHang(Expr condition) {
        return (of(condition) & NOTHING) != 0;
    }

    private int of(Expr expr) {
        Optional<Boolean> constant = Constants.of(expr);
        if (constant.isPresent()) {
            return constant.get() ? TRUE : FALSE;
        }
        if (expr instanceof Expr.FieldRead read) {
            return read.field() == absent ? NOTHING : TRUE | FALSE;
        }
        if (expr instanceof Expr.FieldRecorded recorded) {
            return recorded.field() == absent ? FALSE : TRUE | FALSE;
        }
        if (expr instanceof Expr.VariableRead read) {
            return read.variable().field() == absent ? NOTHING : TRUE | FALSE;
        }
        // What earlier steps carried is theirs.
        return expr instanceof Expr.Past ? TRUE | FALSE : expr instanceof Expr.Call call ? call(call) : strict(expr.children());
    }

    private int call(Expr.Call call) {
        List<Expr> operands = call.operands();
        return switch (call.op()) {
            case NOT -> not(of(operands.get(0)));
            case AND -> not(or(not(of(operands.get(0))), not(of(operands.get(1)))));
            case OR -> or(of(operands.get(0)), of(operands.get(1)));
            case CONDITIONAL -> conditional(of(operands.get(0)), operands);
            case EQUAL -> compared(operands);
            case NOT_EQUAL -> not(compared(operands));
            case IN -> among(operands);
            default -> strict(operands);
        };
    }

    private static int not(int outcomes) {
        return outcomes & NOTHING | ((outcomes & TRUE) != 0 ? FALSE : 0) | ((outcomes & FALSE) != 0 ? TRUE : 0);
    }

    /** One side that is true is enough, also where the other comes to nothing. */
    private static int or(int left, int right) {
        int both = (left | right) & TRUE;
        if (left != TRUE && right != TRUE) {
            both |= (left & NOTHING) != 0 && (right & (FALSE | NOTHING)) != 0 || (right & NOTHING) != 0 && (left & (FALSE | NOTHING)) != 0 ? NOTHING : 0;
            both |= (left & FALSE) != 0 && (right & FALSE) != 0 ? FALSE : 0;
        }
        return both;
    }

    private int conditional(int condition, List<Expr> operands) {
        return condition & NOTHING | ((condition & TRUE) != 0 ? of(operands.get(1)) : 0) | ((condition & FALSE) != 0 ? of(operands.get(2)) : 0);
    }

    private int compared(List<Expr> operands) {
        for (int i = 0; i < 2; i++) {
            if (isOperation(operands.get(i)) && operands.get(1 - i) instanceof Expr.Literal literal) {
                return operation.text().equals(literal.value()) ? TRUE : FALSE;
            }
        }
        return strict(operands);
    }

    private int among(List<Expr> operands) {
        if (isOperation(operands.get(0)) && operands.get(1) instanceof Expr.ListOf list && list.elements().stream().allMatch(Expr.Literal.class::isInstance)) {
            return list.elements().contains(new Expr.Literal(operation.text())) ? TRUE : FALSE;
        }
        return strict(operands);
    }

    private static boolean isOperation(Expr expr) {
        return expr instanceof Expr.VariableRead read && read.variable() == PathVariable.STEP_OPERATION;
    }

    /** What needs all of its operands. */
    private int strict(List<Expr> operands) {
        int outcomes = TRUE | FALSE;
        for (Expr operand : operands) {
            int each = of(operand);
            outcomes = each == NOTHING ? NOTHING : outcomes == NOTHING ? NOTHING : outcomes | each & NOTHING;
        }
        return outcomes;
    }
}
