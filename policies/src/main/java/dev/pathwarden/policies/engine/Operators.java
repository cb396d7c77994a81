package dev.pathwarden.policies.engine;

import java.util.List;
import java.util.Map;

/** The closure of each operator. Operands are evaluated from left to right; a fault in one is the result, except in logic. */
final class Operators {

    private Operators() {
    }

    static Closure of(Op op, List<Closure> operands) {
        return switch (op) {
            case AND -> absorbing(op, operands.get(0), operands.get(1), Boolean.FALSE);
            case OR -> absorbing(op, operands.get(0), operands.get(1), Boolean.TRUE);
            case NOT -> not(operands.get(0));
            case CONDITIONAL -> conditional(operands.get(0), operands.get(1), operands.get(2));
            case NOT_STRICTLY_FALSE -> {
                Closure operand = operands.get(0);
                yield frame -> !Boolean.FALSE.equals(operand.value(frame));
            }
            case NEGATE, SIZE, LOWER_ASCII, HOURS, MINUTES, SECONDS, MILLISECONDS, YEAR, MONTH, DAY_OF_MONTH, DATE, DAY_OF_WEEK, DAY_OF_YEAR ->
                    unary(op, operands.get(0));
            case APPEND -> append(operands.get(0), operands.get(1));
            default -> binary(op, operands.get(0), operands.get(1));
        };
    }

    /** Logic in which one value decides alone, even beside a fault; otherwise the first fault wins. */
    private static Closure absorbing(Op op, Closure left, Closure right, Boolean deciding) {
        Boolean other = !deciding;
        return frame -> {
            Object a = left.value(frame);
            if (deciding.equals(a)) {
                return deciding;
            }
            Object b = right.value(frame);
            if (deciding.equals(b)) {
                return deciding;
            }
            if (other.equals(a) && other.equals(b)) {
                return other;
            }
            return a instanceof Fault ? a : b instanceof Fault ? b : Fault.mismatch(op, a, b);
        };
    }

    private static Closure not(Closure operand) {
        return frame -> {
            Object value = operand.value(frame);
            return value instanceof Boolean truth ? (Object) !truth : value instanceof Fault ? value : Fault.mismatch(Op.NOT, value);
        };
    }

    private static Closure conditional(Closure condition, Closure then, Closure otherwise) {
        return frame -> {
            Object value = condition.value(frame);
            if (value instanceof Boolean truth) {
                return truth ? then.value(frame) : otherwise.value(frame);
            }
            return value instanceof Fault ? value : Fault.unfit("?", ValueText.type(value));
        };
    }

    private static Closure append(Closure list, Closure element) {
        return frame -> {
            Object target = list.value(frame);
            Object value = target instanceof Fault ? target : element.value(frame);
            if (value instanceof Fault) {
                return value;
            }
            // The fold made this list and nothing else holds it.
            @SuppressWarnings("unchecked")
            List<Object> own = (List<Object>) target;
            own.add(value);
            return own;
        };
    }

    private static Closure unary(Op op, Closure operand) {
        return frame -> {
            Object value = operand.value(frame);
            return value instanceof Fault ? value : apply(op, value);
        };
    }

    private static Closure binary(Op op, Closure left, Closure right) {
        return frame -> {
            Object a = left.value(frame);
            if (a instanceof Fault) {
                return a;
            }
            Object b = right.value(frame);
            return b instanceof Fault ? b : apply(op, a, b);
        };
    }

    private static Object apply(Op op, Object value) {
        return switch (op) {
            case NEGATE -> Arithmetic.negate(value);
            case SIZE -> size(value);
            case LOWER_ASCII -> value instanceof String text ? lowerAscii(text) : Fault.mismatch(op, value);
            default -> Calendar.part(op, value);
        };
    }

    private static Object apply(Op op, Object left, Object right) {
        return switch (op) {
            case EQUAL -> Comparison.equal(left, right);
            case NOT_EQUAL -> !Comparison.equal(left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Comparison.order(op, left, right);
            case IN -> in(left, right);
            case INDEX -> index(left, right);
            case CONTAINS -> left instanceof String a && right instanceof String b ? (Object) a.contains(b) : Fault.mismatch(op, left, right);
            case STARTS_WITH -> left instanceof String a && right instanceof String b ? (Object) a.startsWith(b) : Fault.mismatch(op, left, right);
            case ENDS_WITH -> left instanceof String a && right instanceof String b ? (Object) a.endsWith(b) : Fault.mismatch(op, left, right);
            default -> Arithmetic.apply(op, left, right);
        };
    }

    private static Object size(Object value) {
        if (value instanceof String text) {
            return (long) text.codePointCount(0, text.length());
        }
        if (value instanceof List<?> list) {
            return (long) list.size();
        }
        return value instanceof Map<?, ?> map ? (Object) (long) map.size() : Fault.mismatch(Op.SIZE, value);
    }

    private static Object in(Object value, Object container) {
        if (container instanceof List<?> list) {
            return Comparison.contains(list, value);
        }
        return container instanceof Map<?, ?> map ? (Object) (Comparison.keyIn(map, value) != null) : Fault.mismatch(Op.IN, value, container);
    }

    private static Object index(Object container, Object key) {
        if (container instanceof Map<?, ?> map) {
            Object found = Comparison.keyIn(map, key);
            return found == null ? Fault.missing("there is no '" + ValueText.of(key) + "'", "ask with 'in' first") : map.get(found);
        }
        if (container instanceof List<?> list) {
            if (!(key instanceof Long index)) {
                return Fault.mismatch(Op.INDEX, container, key);
            }
            return index < 0 || index >= list.size() ? Fault.missing("a list of " + list.size() + " has no element " + index, "ask size() first") : list.get(index.intValue());
        }
        return Fault.mismatch(Op.INDEX, container, key);
    }

    private static String lowerAscii(String text) {
        char[] chars = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                if (chars == null) {
                    chars = text.toCharArray();
                }
                chars[i] = (char) (c + ('a' - 'A'));
            }
        }
        return chars == null ? text : new String(chars);
    }
}
