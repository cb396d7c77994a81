package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A type-checked condition as a tree, between the compiler that makes it from CEL and the closures that evaluate it.
 *
 * <p>Values are immutable, so a tree can be shared by threads. It is what a {@link Bundle} stores.
 */
public sealed interface Expr {

    /** Deepest tree. A deeper one is refused, so that no thread of a watched program runs out of stack. */
    int MAX_DEPTH = 100;

    /** The sources of a step's arguments, by argument; a {@link Select} of one comes to no sources where the step does not have it. */
    Expr SOURCES = new VariableRead(PathVariable.SOURCES);

    /** A constant: null, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link Instant} or {@link Duration}. */
    record Literal(Object value) implements Expr {
        public Literal {
            if (value != null && !(value instanceof Boolean || value instanceof Long || value instanceof Double || value instanceof String
                    || value instanceof Instant || value instanceof Duration)) {
                throw new IllegalArgumentException("a literal cannot be a " + value.getClass().getName());
            }
        }
    }

    /** The value of a field of the step; a fault where it was not recorded. */
    record FieldRead(Field field) implements Expr {
        public FieldRead {
            Objects.requireNonNull(field, "field");
        }
    }

    /** Whether a field of the step was recorded. */
    record FieldRecorded(Field field) implements Expr {
        public FieldRecorded {
            Objects.requireNonNull(field, "field");
        }
    }

    /** The value of a variable; a fault where it was not recorded. */
    record VariableRead(PathVariable variable) implements Expr {
        public VariableRead {
            Objects.requireNonNull(variable, "variable");
        }
    }

    /** Whether a variable was recorded. */
    record VariableRecorded(PathVariable variable) implements Expr {
        public VariableRecorded {
            Objects.requireNonNull(variable, "variable");
        }
    }

    /** Number of earlier steps of that operation. */
    record Count(Operation operation) implements Expr {
        public Count {
            Objects.requireNonNull(operation, "operation");
        }
    }

    /** Value of the guardrail's named sub-condition at that place, from 0. */
    record Let(int index) implements Expr {
    }

    /** Value of a fold's variable in that slot, from 0. */
    record Local(int slot) implements Expr {
    }

    /** Value under a key of a map; a fault where there is none. */
    record Select(Expr operand, String key) implements Expr {
        public Select {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(key, "key");
        }
    }

    /** Whether a map has a key. */
    record Has(Expr operand, String key) implements Expr {
        public Has {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(key, "key");
        }
    }

    /** An operator or function applied. */
    record Call(Op op, List<Expr> operands) implements Expr {
        public Call {
            operands = List.copyOf(operands);
            if (operands.size() != op.arity()) {
                throw new IllegalArgumentException(op.text() + " takes " + op.arity() + " operands, not " + operands.size());
            }
        }
    }

    /** Whether some part of a text matches an RE2 pattern. */
    record Matches(Expr text, String pattern) implements Expr {
        public Matches {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(pattern, "pattern");
        }
    }

    /** A list made of its elements. */
    record ListOf(List<Expr> elements) implements Expr {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    /** A map made of its entries; a fault where a key comes twice. */
    record MapOf(List<Expr> keys, List<Expr> values) implements Expr {
        public MapOf {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
            if (keys.size() != values.size()) {
                throw new IllegalArgumentException("a map has as many keys as values");
            }
        }
    }

    /**
     * Goes through a list, or the keys of a map, as CEL's macros do.
     *
     * @param element slot of the element
     * @param result slot of the result so far
     * @param range what is gone through
     * @param start result before the first element
     * @param condition whether to go on, asked before each element
     * @param next result after an element
     * @param end what the fold comes to
     */
    record Fold(int element, int result, Expr range, Expr start, Expr condition, Expr next, Expr end) implements Expr {
        public Fold {
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(next, "next");
            Objects.requireNonNull(end, "end");
        }
    }

    /**
     * What an operator makes of the earlier steps of the run.
     *
     * @param operator the operator
     * @param atoms conditions on one earlier step each; they read that step and the labels that were on its path, and no {@link Let}
     * @param within how long ago the steps may be that count; null for any time
     */
    record Past(PathOperator operator, List<Expr> atoms, Duration within) implements Expr {

        /** Most different operators of one guardrail. */
        public static final int MOST_OF_A_GUARDRAIL = 16;
        /** Most different operators of all guardrails of a bundle. */
        public static final int MOST_OF_A_BUNDLE = 2_000;
        /** Shortest time to look back. */
        public static final Duration SHORTEST = Duration.ofMillis(1);
        /** Longest time to look back. */
        public static final Duration LONGEST = Duration.ofDays(365);

        private static final Set<PathVariable> READABLE = EnumSet.of(PathVariable.STEP_OPERATION, PathVariable.STEP_NAME, PathVariable.STEP_ARGS, PathVariable.STEP_LABELS,
                PathVariable.STEP_START, PathVariable.LABELS, PathVariable.AGENT_ID, PathVariable.STEP_STATUS, PathVariable.STEP_ERROR, PathVariable.STEP_RESULT, PathVariable.STEP_RESULT_LABELS,
                PathVariable.STEP_DURATION_MILLIS, PathVariable.STEP_GUARDRAILS, PathVariable.STEP_VERDICT, PathVariable.STEP_ACTIONS);

        public Past {
            Objects.requireNonNull(operator, "operator");
            atoms = List.copyOf(atoms);
            if (atoms.size() < operator.least() || atoms.size() > operator.most()) {
                throw new IllegalArgumentException(operator.text() + " does not take " + atoms.size() + " conditions");
            }
            if (within != null && (!operator.timed() || within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0)) {
                throw new IllegalArgumentException(operator.text() + " does not take the time " + within);
            }
            atoms.forEach(Past::check);
        }

        /** Whether a condition on an earlier step can read that variable. */
        public static boolean reads(PathVariable variable) {
            return READABLE.contains(variable);
        }

        private static void check(Expr expr) {
            PathVariable variable = expr instanceof VariableRead read ? read.variable() : expr instanceof VariableRecorded recorded ? recorded.variable() : null;
            Field field = expr instanceof FieldRead read ? read.field() : expr instanceof FieldRecorded recorded ? recorded.field() : null;
            if (expr instanceof Let || expr instanceof Past || expr instanceof Count || variable != null && !reads(variable) || field != null && field.isTold()) {
                throw new IllegalArgumentException("a condition on an earlier step reads something else than that step");
            }
            expr.children().forEach(Past::check);
        }
    }

    /** The operands, in source order. Conditions on earlier steps are none. */
    default List<Expr> children() {
        if (this instanceof Select select) {
            return List.of(select.operand());
        }
        if (this instanceof Has has) {
            return List.of(has.operand());
        }
        if (this instanceof Call call) {
            return call.operands();
        }
        if (this instanceof Matches matches) {
            return List.of(matches.text());
        }
        if (this instanceof ListOf list) {
            return list.elements();
        }
        if (this instanceof MapOf map) {
            List<Expr> both = new java.util.ArrayList<>(map.keys());
            both.addAll(map.values());
            return both;
        }
        if (this instanceof Fold fold) {
            return List.of(fold.range(), fold.start(), fold.condition(), fold.next(), fold.end());
        }
        return List.of();
    }
}
