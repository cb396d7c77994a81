package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.FieldType;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.PathVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold at once for some parts of a condition to come to true and others to false, value by value. For one thread.
 *
 * <p>Two readings of the same expression on the same step come to the same, so an expression stands for its value. That a part came to true or false also says that what it reads was recorded.
 */
final class Known {

    private final Map<Expr, ValueFacts> values;

    private Known(Map<Expr, ValueFacts> values) {
        this.values = values;
    }

    /** That a step is of one of these operations, and no more. */
    static Known of(Set<Operation> operations) {
        Known known = new Known(new HashMap<>());
        known.about(new Expr.VariableRead(PathVariable.STEP_OPERATION)).in(operations.stream().map(Operation::text).collect(Collectors.toSet()));
        return known;
    }

    Known copy() {
        Map<Expr, ValueFacts> copies = new HashMap<>();
        values.forEach((expr, facts) -> copies.put(expr, facts.copy()));
        return new Known(copies);
    }

    /** Adds that a part comes to that; false where it then cannot be so. */
    boolean add(Expr part, boolean truth) {
        Constraint constraint = Constraint.of(part);
        ValueFacts facts = about(constraint.subject());
        constraint.require(facts, truth);
        boolean possible = facts.isPossible();
        for (Expr recorded : recorded(part)) {
            ValueFacts there = about(recorded);
            there.in(Set.of(true));
            possible &= there.isPossible();
        }
        return possible;
    }

    /** Whether it follows that a part comes to that, and does not fail instead. */
    boolean proves(Expr part, boolean truth) {
        Constraint constraint = Constraint.of(part);
        ValueFacts facts = values.get(constraint.subject());
        if (facts == null || constraint.isOnText() && !isText(constraint.subject()) && !facts.isText()) {
            return false;
        }
        ValueFacts otherwise = facts.copy();
        constraint.require(otherwise, !truth);
        return !otherwise.isPossible();
    }

    private ValueFacts about(Expr subject) {
        return values.computeIfAbsent(subject, expr -> {
            boolean size = expr instanceof Expr.Call call && call.op() == Op.SIZE;
            ValueFacts any = ValueFacts.any(expr instanceof Expr.Call call && call.op() == Op.LOWER_ASCII, size ? 0 : Long.MIN_VALUE);
            if (expr instanceof Expr.FieldRead read && read.field().type() == FieldType.BOOLEAN) {
                any.in(Set.of(true, false));
            }
            return any;
        });
    }

    /** Questions whether something was recorded that must have been answered with yes for the expression to come to anything. */
    private static Set<Expr> recorded(Expr expr) {
        Set<Expr> found = new HashSet<>();
        collect(expr, found);
        return found;
    }

    private static void collect(Expr expr, Set<Expr> found) {
        if (expr instanceof Expr.FieldRead read) {
            found.add(new Expr.FieldRecorded(read.field()));
        } else if (expr instanceof Expr.VariableRead read) {
            found.add(new Expr.VariableRecorded(read.variable()));
        } else if (expr instanceof Expr.Select select) {
            found.add(new Expr.Has(select.operand(), select.key()));
            collect(select.operand(), found);
        } else if (expr instanceof Expr.Has has) {
            collect(has.operand(), found);
        } else if (expr instanceof Expr.Matches matches) {
            collect(matches.text(), found);
        } else if (expr instanceof Expr.Fold fold) {
            collect(fold.range(), found);
        } else if (expr instanceof Expr.Call call && isStrict(call.op())) {
            call.operands().forEach(operand -> collect(operand, found));
        }
    }

    /** Whether the operator needs all of its operands. */
    private static boolean isStrict(Op op) {
        return switch (op) {
            case AND, OR, CONDITIONAL, NOT_STRICTLY_FALSE -> false;
            default -> true;
        };
    }

    private static boolean isText(Expr expr) {
        return expr instanceof Expr.FieldRead read && read.field().type() == FieldType.TEXT || expr instanceof Expr.VariableRead variable && variable.variable().type() == PathVariable.Type.TEXT
                || expr instanceof Expr.Call call && call.op() == Op.LOWER_ASCII;
    }

    /**
     * A part of a condition as a demand on one value: the other operand is constant. A part that is nothing of the kind is a demand on itself, to be true.
     *
     * @param subject the value
     * @param form what is demanded
     * @param argument of what: a set, a number or a text
     * @param positive whether the part is true where the demand is met; otherwise where it is not
     */
    private record Constraint(Expr subject, Form form, Object argument, boolean positive) {

        private enum Form {
            IN, AT_LEAST, AT_MOST, STARTS, ENDS, CONTAINS, MATCHES
        }

        static Constraint of(Expr part) {
            if (part instanceof Expr.Matches matches) {
                return new Constraint(matches.text(), Form.MATCHES, matches.pattern(), true);
            }
            Constraint found = part instanceof Expr.Call call && call.operands().size() == 2 ? of(call.op(), call.operands().get(0), call.operands().get(1)) : null;
            return found != null ? found : new Constraint(part, Form.IN, Set.of(true), true);
        }

        private static Constraint of(Op op, Expr left, Expr right) {
            if (op == Op.IN) {
                return right instanceof Expr.ListOf list && list.elements().stream().allMatch(element -> isExact(left, element))
                        ? new Constraint(left, Form.IN, list.elements().stream().map(element -> ((Expr.Literal) element).value()).collect(Collectors.toSet()), true) : null;
            }
            if (left instanceof Expr.Literal && !(right instanceof Expr.Literal)) {
                Op turned = turned(op);
                return turned == null ? null : of(turned, right, left);
            }
            if (!isExact(left, right)) {
                return null;
            }
            Object value = ((Expr.Literal) right).value();
            return switch (op) {
                case EQUAL -> new Constraint(left, Form.IN, Set.of(value), true);
                case NOT_EQUAL -> new Constraint(left, Form.IN, Set.of(value), false);
                case LESS -> value instanceof Long ? new Constraint(left, Form.AT_LEAST, value, false) : null;
                case GREATER_OR_EQUAL -> value instanceof Long ? new Constraint(left, Form.AT_LEAST, value, true) : null;
                case GREATER -> value instanceof Long ? new Constraint(left, Form.AT_MOST, value, false) : null;
                case LESS_OR_EQUAL -> value instanceof Long ? new Constraint(left, Form.AT_MOST, value, true) : null;
                case STARTS_WITH -> value instanceof String ? new Constraint(left, Form.STARTS, value, true) : null;
                case ENDS_WITH -> value instanceof String ? new Constraint(left, Form.ENDS, value, true) : null;
                case CONTAINS -> value instanceof String ? new Constraint(left, Form.CONTAINS, value, true) : null;
                default -> null;
            };
        }

        private static Op turned(Op op) {
            return switch (op) {
                case EQUAL, NOT_EQUAL -> op;
                case LESS -> Op.GREATER;
                case LESS_OR_EQUAL -> Op.GREATER_OR_EQUAL;
                case GREATER -> Op.LESS;
                case GREATER_OR_EQUAL -> Op.LESS_OR_EQUAL;
                default -> null;
            };
        }

        /** Whether being equal to the literal is to have just that value. Numbers of different types can be equal, so a number is exact only where the value is a whole one for certain. */
        private static boolean isExact(Expr subject, Expr literal) {
            Object value = literal instanceof Expr.Literal constant ? constant.value() : null;
            return value instanceof String || value instanceof Boolean || value instanceof Instant || value instanceof Duration || value instanceof Long && isWhole(subject);
        }

        private static boolean isWhole(Expr expr) {
            return expr instanceof Expr.FieldRead read && read.field().type() == FieldType.INTEGER || expr instanceof Expr.VariableRead variable && variable.variable().type() == PathVariable.Type.INTEGER
                    || expr instanceof Expr.Count || expr instanceof Expr.Past past && past.operator().counts() || expr instanceof Expr.Call call && WHOLE.contains(call.op());
        }

        private static final List<Op> WHOLE = List.of(Op.SIZE, Op.HOURS, Op.MINUTES, Op.SECONDS, Op.MILLISECONDS, Op.YEAR, Op.MONTH, Op.DAY_OF_MONTH, Op.DATE, Op.DAY_OF_WEEK, Op.DAY_OF_YEAR);

        /** Whether the part fails on a value that is no text. */
        boolean isOnText() {
            return form.ordinal() >= Form.STARTS.ordinal();
        }

        void require(ValueFacts facts, boolean truth) {
            boolean met = truth == positive;
            switch (form) {
                case IN -> {
                    if (met) {
                        facts.in((Set<?>) argument);
                    } else {
                        facts.notIn((Set<?>) argument);
                    }
                }
                case AT_LEAST -> between(facts, met, (Long) argument, true);
                case AT_MOST -> between(facts, met, (Long) argument, false);
                default -> facts.test(ValueFacts.Kind.valueOf(form.name()), (String) argument, met);
            }
        }

        private static void between(ValueFacts facts, boolean met, long number, boolean least) {
            if (least == met) {
                if (met) {
                    facts.atLeast(number);
                } else if (number == Long.MAX_VALUE) {
                    facts.in(Set.of());
                } else {
                    facts.atLeast(number + 1);
                }
            } else if (met) {
                facts.atMost(number);
            } else if (number == Long.MIN_VALUE) {
                facts.in(Set.of());
            } else {
                facts.atMost(number - 1);
            }
        }
    }
}
